@echo off
rem Builds everything and runs every test:  test.cmd [--all]
setlocal
cd /d "%~dp0"
if "%~1"=="--all" set SEARCHENGINE_ALL=1
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1
set ORT_DISABLE_TELEMETRY=1

rem Graphs cached by an older build would hide bugs of this one.
if exist artifacts\tests\cache rmdir /s /q artifacts\tests\cache

rem Tests of the command line run the published program.
if exist artifacts\search\.built del artifacts\search\.built
call search.cmd --version >nul
if errorlevel 1 exit /b %ERRORLEVEL%

dotnet test --solution SearchEngine.sln -c Release
if errorlevel 1 (
    echo The build or a test failed.
    exit /b 1
)
echo Every test passed.
