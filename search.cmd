@echo off
rem Runs the search engine's command line. The first call builds it. To rebuild it after a change of the sources, run
rem test.cmd or delete artifacts\search.
setlocal
set "ROOT=%~dp0"
set "PROGRAM=%ROOT%artifacts\search"

where /q dotnet
if errorlevel 1 (
    echo search: dotnet is not on the PATH: install the .NET 10 SDK, https://dotnet.microsoft.com/download/dotnet/10.0 1>&2
    exit /b 3
)
if exist "%PROGRAM%\.built" goto run

set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1
echo search: building once... 1>&2
if not exist "%ROOT%artifacts" mkdir "%ROOT%artifacts"
pushd "%ROOT%"
rem Compiled ahead of time if the compiler package is available.
dotnet publish tools\Search -c Release -o artifacts\search -v quiet -p:PublishReadyToRun=true >artifacts\search.log 2>&1 || dotnet publish tools\Search -c Release -o artifacts\search -v quiet -p:PublishReadyToRun=false >artifacts\search.log 2>&1
if errorlevel 1 (
    type artifacts\search.log 1>&2
    popd
    echo search: the build failed; is the .NET 10 SDK installed? https://dotnet.microsoft.com/download/dotnet/10.0 1>&2
    exit /b 3
)
type nul >artifacts\search\.built
popd

:run
rem Without this, ONNX Runtime reports usage over the network. It must be set before the process starts.
set ORT_DISABLE_TELEMETRY=1
dotnet "%PROGRAM%\search.dll" %*
exit /b %ERRORLEVEL%
