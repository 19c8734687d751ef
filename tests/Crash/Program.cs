using System.Globalization;
using SearchEngine.Crash.Tests.Kill;
using SearchEngine.Crash.Tests.Readers;
using Xunit.MicrosoftTestingPlatform;

namespace SearchEngine.Crash.Tests;

/// <summary>Runs the tests or, when a test starts it, a writer to kill or another reader.</summary>
internal static class Program
{
    /// <summary>A folder in memory: kills and faults behave the same there, and tests do not wait for a disk.</summary>
    private const string Memory = "/dev/shm";

    private static Task<int> Main(string[] arguments)
    {
        bool isSet = Environment.GetEnvironmentVariable("TMPDIR") is not null;
        if (!isSet && Directory.Exists(Memory)) Environment.SetEnvironmentVariable("TMPDIR", Memory);
        return RunAsync(arguments);
    }

    private static Task<int> RunAsync(string[] arguments) => arguments switch
    {
        [ScriptedWriter.Command, string folder, string seed, string step] => ScriptedWriter.Run(folder, int.Parse(seed), int.Parse(step)),
        [ReadingProgram.Command, string folder, string wordScore] =>
            ReadingProgram.Run(folder, float.Parse(wordScore, CultureInfo.InvariantCulture)),
        _ => TestPlatformTestFramework.RunAsync(arguments, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    };
}
