using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests.Launchers;

public sealed class SearchLauncherTests
{
    /// <summary>Publishes an empty program. When run, the program prints its arguments, one per line, and its environment.</summary>
    private const string Publishes = """
        case $1 in
            --version) echo 10.0.100 ;;
            publish) mkdir -p "$6"; : >"$6/search.dll" ;;
            *)
                printf 'telemetry off: %s\n' "$ORT_DISABLE_TELEMETRY"
                printf 'folder: %s\n' "$PWD"
                shift
                printf '[%s]\n' "$@" ;;
        esac
        """;

    [Fact]
    public async Task Arguments_OfEveryKind_ArePassedUnchanged()
    {
        using LauncherFolder folder = new(Publishes);
        string[] arguments = ["query", "", "two words", "*", "it's \"quoted\"", "$HOME `id`", "--in", "a\\b", "-n", "naïve 検索"];

        ProcessOutcome outcome = await folder.RunAsync("search", arguments);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(arguments.Select(argument => $"[{argument}]"), outcome.Stdout.TrimEnd('\n').Split('\n').Skip(2));
    }

    [Fact]
    public async Task Program_Started_HasTelemetryOffAndTheCallersFolder()
    {
        using LauncherFolder folder = new(Publishes);
        using TemporaryFolder elsewhere = new();

        ProcessOutcome outcome = await folder.RunAsync("search", ["status"], elsewhere.Path);

        Assert.Contains("telemetry off: 1\n", outcome.Stdout);
        Assert.EndsWith(Path.GetFileName(elsewhere.Path), outcome.Stdout.Split('\n')[1]);
    }

    [Fact]
    public async Task Stdin_OnTheFirstCall_IsReadByTheProgramAndNotByTheBuild()
    {
        using LauncherFolder folder = new("""
            case $1 in publish) cat >/dev/null; mkdir -p "$6" ;; --version) ;; *) cat ;; esac
            """);

        Assert.Equal("piped", (await folder.RunAsync("search", [], stdin: "piped")).Stdout);
    }

    [Fact]
    public async Task FirstCall_BuildsOnceOnStderr_AndLaterCallsBuildNothing()
    {
        using LauncherFolder folder = new(Publishes);

        ProcessOutcome first = await folder.RunAsync("search", []);
        ProcessOutcome second = await folder.RunAsync("search", []);

        Assert.Contains("building once", first.Stderr);
        Assert.DoesNotContain("building", first.Stdout);
        Assert.Equal("", second.Stderr);
        Assert.Single(folder.Calls, "publish tools/Search");
    }

    [Fact]
    public async Task ASource_NewerThanTheProgram_IsBuilt_AndABuildProductIsNot()
    {
        using LauncherFolder folder = new(Publishes);
        await folder.RunAsync("search", []);
        DateTime later = DateTime.UtcNow.AddMinutes(1);

        File.SetLastWriteTimeUtc(folder.Write("src/Engine/obj/Generated.cs", ""), later);
        await folder.RunAsync("search", []);
        int afterProduct = folder.Calls.Count(call => call == "publish tools/Search");
        File.SetLastWriteTimeUtc(folder.Write("src/Engine/Engine.cs", "changed"), later);
        await folder.RunAsync("search", []);

        Assert.Equal(1, afterProduct);
        Assert.Equal(2, folder.Calls.Count(call => call == "publish tools/Search"));
    }

    [Fact]
    public async Task FirstCalls_AtTheSameTime_BuildOnce()
    {
        using LauncherFolder folder = new(Publishes);

        ProcessOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => folder.RunAsync("search", ["status"])));

        Assert.All(outcomes, outcome => Assert.Equal(0, outcome.ExitCode));
        Assert.Single(folder.Calls, "publish tools/Search");
    }

    [Fact]
    public async Task ALink_ToTheLauncher_FindsItsFolder()
    {
        using LauncherFolder folder = new(Publishes);
        Directory.CreateDirectory(Path.Combine(folder.Path, "links"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "links", "far"), Path.Combine(folder.Path, "search"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "links", "near"), "far");

        ProcessOutcome outcome = await folder.RunAsync("links/near", ["status"]);

        Assert.Contains("[status]", outcome.Stdout);
    }

    [Fact]
    public async Task ExitCode_OfTheProgram_IsReturned()
    {
        using LauncherFolder folder = new("""
            case $1 in publish) mkdir -p "$6" ;; --version) ;; *) exit 130 ;; esac
            """);

        Assert.Equal(130, (await folder.RunAsync("search", [])).ExitCode);
    }

    [Fact]
    public async Task ABuild_ThatFails_ShowsItsErrorsAndIsTriedAgain()
    {
        using LauncherFolder folder = new("""
            if [ "$1" = publish ]; then echo 'restored'; echo 'Engine.cs(3,1): error CS1002: ; expected'; exit 1; fi
            """);

        ProcessOutcome outcome = await folder.RunAsync("search", ["status"]);
        await folder.RunAsync("search", ["status"]);

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("error CS1002: ; expected", outcome.Stderr);
        Assert.Equal("", outcome.Stdout);
        Assert.Equal(2, folder.Calls.Count(call => call == "publish tools/Search"));
    }

    [Fact]
    public async Task Build_WithoutAheadOfTimeCompiler_Succeeds()
    {
        using LauncherFolder folder = new("""
            case "$*" in
                *PublishReadyToRun=true*) echo 'error NU1101: Unable to find package Microsoft.NETCore.App.Crossgen2'; exit 1 ;;
                publish*) mkdir -p "$6"; : >"$6/search.dll" ;;
            esac
            """);

        ProcessOutcome outcome = await folder.RunAsync("search", ["status"]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("ahead-of-time compiler is not available", outcome.Stderr);
    }

    [Fact]
    public async Task WithoutAnSdk_SaysWhatToInstall()
    {
        using LauncherFolder folder = new("exit 1");

        ProcessOutcome outcome = await folder.RunAsync("search", ["status"]);

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("has no .NET 10 SDK", outcome.Stderr);
    }

    [Fact]
    public async Task WithoutDotnet_SaysWhatToInstall()
    {
        using LauncherFolder folder = new(Publishes);
        foreach (string tool in new[] { "bash", "dirname" })
        {
            string? found = Environment.GetEnvironmentVariable("PATH")!
                .Split(':')
                .Select(place => Path.Combine(place, tool))
                .FirstOrDefault(File.Exists);
            File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "few")).FullName, tool), found!);
        }

        ProcessOutcome outcome = await folder.RunAsync("search", ["status"], path: Path.Combine(folder.Path, "few"));

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("dotnet is not on the PATH", outcome.Stderr);
    }
}
