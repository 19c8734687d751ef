using System.Globalization;
using Xunit.MicrosoftTestingPlatform;

namespace SearchEngine.Fuzz.Tests;

/// <summary>Runs the tests, or reads mutants if started by one of them, so that a crash ends no test.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) => arguments switch
    {
        [MutantRun.Command, string seed, string first, string count] =>
            Task.FromResult(MutantRun.Run(Number(seed), Number(first), Number(count))),
        [MutantRun.FileCommand, string path] => Task.FromResult(MutantRun.Run(path)),
        _ => TestPlatformTestFramework.RunAsync(arguments, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    };

    private static int Number(string argument) => int.Parse(argument, CultureInfo.InvariantCulture);
}
