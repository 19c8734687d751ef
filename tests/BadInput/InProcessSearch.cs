using System.Reflection;
using System.Runtime.CompilerServices;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>
/// Runs the program's entry point in this process, one call at a time, because the variables and the console belong to the whole process.
/// For tests of what the program says: it saves each of them the start of a process.
/// </summary>
/// <remarks>
/// All calls have the same cache folder, because tests of the library run at the same time and write to it too. It must outlive them all.
/// </remarks>
internal static class InProcessSearch
{
    private static readonly SemaphoreSlim Turn = new(1);
    private static readonly MethodInfo EntryPoint = Assembly.Load("search").EntryPoint!;

    /// <summary>Runs the program as <see cref="SearchCommand.RunAsync"/> does, with its data folder.</summary>
    public static async Task<ProcessOutcome> RunAsync(SearchCommand search, params string[] arguments)
    {
        await Turn.WaitAsync(TestContext.Current.CancellationToken);
        (TextWriter console, TextWriter consoleError) = (Console.Out, Console.Error);
        using StringWriter stdout = new(), stderr = new();
        try
        {
            Environment.SetEnvironmentVariable("XDG_DATA_HOME", search.DataHome);
            Environment.CurrentDirectory = Repository.Root;
            Console.SetOut(stdout);
            Console.SetError(stderr);
            int exitCode = await Task.Run(() => (int)EntryPoint.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [arguments], null)!);
            return new ProcessOutcome(exitCode, stdout.ToString(), stderr.ToString());
        }
        finally
        {
            Console.SetOut(console);
            Console.SetError(consoleError);
            Turn.Release();
        }
    }

    /// <summary>Sets what holds for all calls; in a terminal, the output is the same as where it is redirected.</summary>
    [ModuleInitializer]
    internal static void SetVariables()
    {
        string cache = SharedCache.GetPath("in-process");
        SharedCache.LinkTo(cache);
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", cache);
        Environment.SetEnvironmentVariable("TERM", "dumb");
        Environment.SetEnvironmentVariable("ORT_DISABLE_TELEMETRY", "1");
    }
}
