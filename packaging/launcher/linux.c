/* report-desk: Python with the program, wherever the folder lies. Nothing of the user's environment reaches it. */
#include <Python.h>
#include <limits.h>
#include <unistd.h>

#define PROGRAM L"import sys; sys.argv[0] = sys.executable; " \
                L"from report_desk.__main__ import main; sys.exit(main())"

static wchar_t here[PATH_MAX];

static wchar_t *below(const wchar_t *name) {
    static wchar_t path[PATH_MAX + 64];
    swprintf(path, PATH_MAX + 64, L"%ls/%ls", here, name);
    return path;
}

/* multiprocessing starts the program as if it were Python: "-I … -c code". A verb never begins with a dash and a letter. */
static int is_worker(int argc, char **argv) {
    if (argc < 3 || argv[1][0] != '-' || argv[1][1] == '-') return 0;
    for (int i = 1; i < argc; i++) if (!strcmp(argv[i], "-c")) return 1;
    return 0;
}

static PyStatus configure(PyConfig *config, int argc, char **argv, int worker) {
    wchar_t version[32];
    swprintf(version, 32, L"python/lib/python%d.%d", PY_MAJOR_VERSION, PY_MINOR_VERSION);
    config->isolated = 1;
    config->use_environment = 0;
    config->site_import = 0;
    config->write_bytecode = 0;
    config->parse_argv = worker;
    config->install_signal_handlers = 1;
    config->module_search_paths_set = 1;
    PyStatus status = PyConfig_SetBytesArgv(config, argc, argv);
    if (!PyStatus_Exception(status)) status = PyConfig_SetString(config, &config->home, below(L"python"));
    if (!PyStatus_Exception(status)) status = PyConfig_SetString(config, &config->executable, below(L"report-desk"));
    if (!PyStatus_Exception(status)) status = PyWideStringList_Append(&config->module_search_paths, below(version));
    wcscat(version, L"/");
    wchar_t dynamic[64];
    swprintf(dynamic, 64, L"%lslib-dynload", version);
    if (!PyStatus_Exception(status)) status = PyWideStringList_Append(&config->module_search_paths, below(dynamic));
    if (!PyStatus_Exception(status)) status = PyWideStringList_Append(&config->module_search_paths, below(L"lib"));
    if (!PyStatus_Exception(status) && !worker) status = PyConfig_SetString(config, &config->run_command, PROGRAM);
    return status;
}

int main(int argc, char **argv) {
    char path[PATH_MAX] = "";
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length < 1) { fputs("report-desk: /proc/self/exe is not to be read\n", stderr); return 2; }
    while (length > 0 && path[length - 1] != '/') length--;
    path[length - 1] = 0;

    PyPreConfig before;
    PyPreConfig_InitIsolatedConfig(&before);
    before.utf8_mode = 1;
    PyStatus status = Py_PreInitialize(&before);
    if (PyStatus_Exception(status)) Py_ExitStatusException(status);
    wchar_t *decoded = Py_DecodeLocale(path, NULL);
    if (!decoded || wcslen(decoded) >= PATH_MAX - 64) { fputs("report-desk: the path is too long\n", stderr); return 2; }
    wcscpy(here, decoded);

    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    status = configure(&config, argc, argv, is_worker(argc, argv));
    if (!PyStatus_Exception(status)) status = Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    if (PyStatus_Exception(status)) Py_ExitStatusException(status);
    return Py_RunMain();
}
