@echo off
rem The news command on Windows; the bash script `news` beside it says why things are as they are.
setlocal
set "root=%~dp0"
set "artifacts=%root%artifacts"
set "program=%artifacts%\bin\NewsFunctions.Cli\release\news.dll"
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1
set DOTNET_CLI_UI_LANGUAGE=en

if "%~1"=="help" if "%~2"=="test" goto test_help
if not "%~1"=="test" goto start
if "%~2"=="" goto start
if "%~2"=="--help" goto test_help
if "%~2"=="-h" goto test_help
if "%~2"=="-?" goto test_help
if "%~2"=="/h" goto test_help
if "%~2"=="/?" goto test_help
echo news: news test takes no arguments, and '%~2' is one. 1>&2
echo Try: news test --help 1>&2
exit /b 1

:start
pushd "%root%"
dotnet --version >nul 2>&1
if errorlevel 1 (
  popd
  echo NewsFunctions needs the .NET SDK 10. Install it from https://dotnet.microsoft.com/download/dotnet/10.0 and try again. 1>&2
  exit /b 1
)
popd
if not exist "%artifacts%" mkdir "%artifacts%"
if "%~1"=="test" goto test

call :is_built && goto run
:wait
rem cmd opens the target of a redirection for itself alone: that is the lock between two builds.
set "result="
2>nul ( 9>"%artifacts%\build.lock" ( call :build ) )
if not defined result (
  ping -n 2 127.0.0.1 >nul
  goto wait
)
if not "%result%"=="0" exit /b 1
:run
dotnet "%program%" %*
exit /b %errorlevel%

:is_built
if not exist "%program%" exit /b 1
if not exist "%artifacts%\news.built" exit /b 1
powershell -NoProfile -Command "$t = (Get-Item -LiteralPath (Join-Path $env:artifacts 'news.built')).LastWriteTimeUtc; Set-Location -LiteralPath $env:root; exit [int][bool](@(Get-ChildItem src -Recurse) + @(Get-Item *.props, host.json, global.json, package-lock.json) | Where-Object { $_.LastWriteTimeUtc -gt $t -and $_.Name -ne 'local.settings.json' } | Select-Object -First 1)"
exit /b %errorlevel%

:build
call :is_built
if not errorlevel 1 (
  set "result=0"
  exit /b 0
)
echo Building NewsFunctions (once, about a minute) ...>con
pushd "%root%"
set "build=dotnet build src\NewsFunctions.Cli -c Release --nologo -v quiet --disable-build-servers -p:RunAnalyzers=false"
%build% -p:AheadOfTime=true >"%artifacts%\build.log" 2>&1
rem Where the compiler to native code cannot be had, the command starts slower, and that is all.
if errorlevel 1 findstr /i crossgen "%artifacts%\build.log" >nul && %build% >"%artifacts%\build.log" 2>&1
set "result=%errorlevel%"
popd
if "%result%"=="0" (
  type nul >"%artifacts%\news.built"
) else (
  type "%artifacts%\build.log" >con
)
exit /b 0

:test
cd /d "%root%"
set passed=0
set failed=0
set skipped=0
set unclean=0
set "installed="
if exist node_modules\esbuild if exist node_modules\typescript if exist node_modules\.package-lock.json set "installed=yes"
if not defined installed call :npm_ci
dotnet restore NewsFunctions.sln -v quiet
dotnet format NewsFunctions.sln --no-restore --verify-no-changes
if errorlevel 1 set unclean=1
dotnet build NewsFunctions.sln --no-restore -v quiet --nologo
if errorlevel 1 (
  set /a unclean+=1
  goto summary
)
dotnet test --solution NewsFunctions.sln --no-build --no-ansi --no-progress >"%artifacts%\test.log" 2>&1
set "result=%errorlevel%"
type "%artifacts%\test.log"
for /f "tokens=1,2" %%a in ('findstr /r /c:"^  succeeded: " /c:"^  failed: " /c:"^  skipped: " "%artifacts%\test.log"') do (
  if "%%a"=="succeeded:" set "passed=%%b"
  if "%%a"=="failed:" set "failed=%%b"
  if "%%a"=="skipped:" set "skipped=%%b"
)
if not "%result%"=="0" if "%failed%"=="0" set /a unclean+=1
:summary
set /a failed+=unclean
if "%skipped%"=="0" (echo %passed% passed, %failed% failed) else (echo %passed% passed, %failed% failed, %skipped% skipped)
if not "%failed%"=="0" exit /b 1
exit /b 0

:npm_ci
rem npm ci deletes node_modules first, so it works in a folder of its own.
set "staging=%artifacts%\npm"
if exist "%staging%" rmdir /s /q "%staging%"
mkdir "%staging%"
copy /y package.json "%staging%" >nul
copy /y package-lock.json "%staging%" >nul
pushd "%staging%"
call npm ci --no-audit --no-fund
if errorlevel 1 (
  popd
  exit /b 1
)
popd
if exist node_modules move node_modules "%staging%\replaced" >nul
move "%staging%\node_modules" node_modules >nul
rmdir /s /q "%staging%"
exit /b 0

:test_help
echo Description:
echo   Check the format, build everything and run all tests, on a real storage emulator, real web servers and a real browser.
echo.
echo Usage:
echo   news test [--help]
echo.
echo The first time it installs Azurite, esbuild and what tests need (npm ci). Tests of the page drive the Chromium on the path, or
echo the one that NEWS_CHROMIUM names. `dotnet test` takes filters.
echo.
echo Exit codes: 0 all tests passed, 1 failure.
exit /b 0
