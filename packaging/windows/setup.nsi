; The Windows setup: for one user, without an administrator, in Chinese; /S installs without a question.
; Made by packaging/windows/setup.sh, which defines VERSION, NUMBERS, FILES, ICON, OUT and SIZE.
Unicode true
Target amd64-unicode
!include MUI2.nsh
!include WinVer.nsh
!include FileFunc.nsh
!define NAME "年报台"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\ReportDesk"
!define CLASS "ReportDesk.Report"
!define OLD "年报台需要 Windows 10（1809）或更新的 64 位系统，这台电脑的系统更旧，没有安装。"
!define RUNNING "年报台正开着。请先保存、关闭它，再装一次。"
Name "${NAME}"
OutFile "${OUT}"
RequestExecutionLevel user
ManifestSupportedOS Win10
ManifestLongPathAware true
InstallDir "$LOCALAPPDATA\Programs\ReportDesk"
InstallDirRegKey HKCU "Software\ReportDesk" "InstallDir"
SetCompressor /SOLID lzma
SetCompressorDictSize 64
ShowInstDetails nevershow
BrandingText "${NAME} ${VERSION}"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\report-desk.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=2052 "ProductName" "${NAME}"
VIAddVersionKey /LANG=2052 "FileDescription" "${NAME} 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "Apache-2.0"

; A program that is open holds its files: nothing is half replaced. Asked by opening the program for writing.
!macro RefuseWhileOpen
  IfFileExists "$INSTDIR\report-desk.exe" 0 +6
  ClearErrors
  FileOpen $0 "$INSTDIR\report-desk.exe" a
  IfErrors 0 +3
    MessageBox MB_ICONSTOP "${RUNNING}" /SD IDOK
    Call ${UN}LeaveBusy
  FileClose $0
!macroend

!macro Leave UN
Function ${UN}LeaveBusy
  SetErrorLevel 4
  Quit
FunctionEnd
!macroend
!insertmacro Leave ""
!insertmacro Leave "un."

Function .onInit
  ${IfNot} ${AtLeastBuild} 17763
    MessageBox MB_ICONSTOP "${OLD}" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

; What an installation consists of; reports, backups, drafts and settings lie elsewhere and are never touched.
!macro RemoveProgram
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\python"
  Delete "$INSTDIR\report-desk.exe"
  Delete "$INSTDIR\report-desk-cli.exe"
  Delete "$INSTDIR\LICENSE"
  Delete "$INSTDIR\THIRD_PARTY_NOTICES.md"
  Delete "$INSTDIR\bom.cdx.json"
!macroend

Section
  SetShellVarContext current
  !define UN ""
  !insertmacro RefuseWhileOpen
  !undef UN
  !insertmacro RemoveProgram
  !include "${FILES}"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "Software\ReportDesk" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\.rdesk" "" "${CLASS}"
  WriteRegStr HKCU "Software\Classes\.rdesk\OpenWithProgids" "${CLASS}" ""
  WriteRegStr HKCU "Software\Classes\${CLASS}" "" "${NAME}报告"
  WriteRegStr HKCU "Software\Classes\${CLASS}\DefaultIcon" "" "$INSTDIR\report-desk.exe,0"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\open\command" "" '"$INSTDIR\report-desk.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\report-desk.exe"
  WriteRegStr HKCU "${KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "Publisher" "Report Desk"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\report-desk.exe,0"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section Uninstall
  SetShellVarContext current
  !define UN "un."
  !insertmacro RefuseWhileOpen
  !undef UN
  !insertmacro RemoveProgram
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegValue HKCU "Software\Classes\.rdesk\OpenWithProgids" "${CLASS}"
  DeleteRegKey HKCU "Software\Classes\.rdesk"
  DeleteRegKey HKCU "Software\Classes\${CLASS}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  DeleteRegKey HKCU "${KEY}"
  DeleteRegKey HKCU "Software\ReportDesk"
SectionEnd
