/* report-desk.exe, and with CONSOLE report-desk-cli.exe: Python with the program, from the folder beside it.
   Python's own DLL stays as its owners signed it; which modules it sees stands in python\python311._pth. */
#include <windows.h>
#include <stdlib.h>
#include <wchar.h>

#define PATHS 32768
#define PROGRAM L"import sys; sys.argv[0] = sys.executable; " \
                L"from report_desk.__main__ import main; sys.exit(main())"
typedef int (*Main)(int, wchar_t **);

static wchar_t here[PATHS], dll[PATHS];

static int refuse(const wchar_t *words) {
    MessageBoxW(NULL, words, L"\u5e74\u62a5\u53f0", MB_ICONERROR); /* 年报台 */
    return 2;
}

/* Qt 6.9 wants Windows 10, 1809; asked of the kernel, which tells no program a version of its liking. */
static int is_too_old(void) {
    typedef LONG(WINAPI * Version)(OSVERSIONINFOW *);
    OSVERSIONINFOW system = {sizeof system};
    Version ask = (Version)(void *)GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "RtlGetVersion");
    return !ask || ask(&system) || system.dwMajorVersion < 10 || system.dwBuildNumber < 17763;
}

static int start(int argc, wchar_t **argv) {
    if (is_too_old()) /* 年报台需要 Windows 10（1809）或更新的 64 位系统。 */
        return refuse(L"\u5e74\u62a5\u53f0\u9700\u8981 Windows 10\uff081809\uff09\u6216\u66f4\u65b0\u7684 64 \u4f4d\u7cfb\u7edf\u3002");
    DWORD n = GetModuleFileNameW(NULL, here, PATHS);
    while (n && here[n - 1] != L'\\') n--;
    here[n] = 0;
    SetDllDirectoryW(L""); /* nothing from the folder that a file was opened in */
    swprintf(dll, PATHS, L"%lspython\\python311.dll", here);
    HMODULE python = LoadLibraryExW(dll, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    Main run = python ? (Main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (!run) /* 程序文件不全，请重新安装年报台。 */
        return refuse(L"\u7a0b\u5e8f\u6587\u4ef6\u4e0d\u5168\uff0c\u8bf7\u91cd\u65b0\u5b89\u88c5\u5e74\u62a5\u53f0\u3002");
    wchar_t **words = calloc(argc + 8, sizeof *words);
    int k = 0, worker = 0;
    for (int i = 1; i < argc; i++) worker |= !wcscmp(argv[i], L"--multiprocessing-fork");
    words[k++] = argv[0];
    if (!worker) {
        const wchar_t *first[] = {L"-I", L"-B", L"-X", L"utf8", L"-c", PROGRAM};
        for (int i = 0; i < 6; i++) words[k++] = (wchar_t *)first[i];
    }
    for (int i = 1; i < argc; i++) words[k++] = argv[i];
    return run(k, words);
}

#ifdef CONSOLE
int wmain(int argc, wchar_t **argv) { return start(argc, argv); }
#else
int WINAPI wWinMain(HINSTANCE self, HINSTANCE none, PWSTR line, int show) {
    int argc;
    wchar_t **argv = CommandLineToArgvW(GetCommandLineW(), &argc);
    return start(argc, argv);
}
#endif
