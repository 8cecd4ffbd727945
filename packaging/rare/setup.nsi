; The fonts of rare characters for one Windows user, without an administrator, in Chinese; /S installs without a question.
; Made by packaging/rare/package.py, which defines VERSION, FACES and OUT.
Unicode true
Target amd64-unicode
!include MUI2.nsh
!define NAME "年报台 生僻字字库"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\ReportDeskRareCharacters"
!define FONTS "Software\Microsoft\Windows NT\CurrentVersion\Fonts"
Name "${NAME}"
OutFile "${OUT}"
RequestExecutionLevel user
ManifestSupportedOS Win10
InstallDir "$LOCALAPPDATA\Programs\ReportDeskRareCharacters"
SetCompressor /SOLID lzma
SetCompressorDictSize 64
ShowInstDetails nevershow
BrandingText "${NAME} ${VERSION}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; Where Windows keeps the fonts of one user, and where the program looks for them.
!define PLACE "$LOCALAPPDATA\Microsoft\Windows\Fonts"

Section
  SetOutPath "${PLACE}"
  File "${FACES}/desk-rare.ttf"
  File "${FACES}/desk-rare-more.ttf"
  WriteRegStr HKCU "${FONTS}" "Desk Rare (TrueType)" "${PLACE}\desk-rare.ttf"
  WriteRegStr HKCU "${FONTS}" "Desk Rare More (TrueType)" "${PLACE}\desk-rare-more.ttf"
  SetOutPath "$INSTDIR"
  File "${FACES}/NOTICE.md"
  File "${FACES}/LICENCES.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "Publisher" "Report Desk"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section Uninstall
  DeleteRegValue HKCU "${FONTS}" "Desk Rare (TrueType)"
  DeleteRegValue HKCU "${FONTS}" "Desk Rare More (TrueType)"
  Delete "${PLACE}\desk-rare.ttf"
  Delete "${PLACE}\desk-rare-more.ttf"
  Delete "$INSTDIR\NOTICE.md"
  Delete "$INSTDIR\LICENCES.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
