using System.Globalization;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Crash.Tests.Kill;

/// <summary>The program that is killed: it runs a script and says on stdout which steps are done, until it is stopped.</summary>
internal static class ScriptedWriter
{
    public const string Command = "run-script", Opened = "opened";

    public static Task<int> Run(string folder, int seed, int step)
    {
        EndWithItsParent();
        using Stream stdout = Console.OpenStandardOutput();
        using StreamWriter acknowledgements = new(stdout) { AutoFlush = true };
        using SearchIndex index = SearchIndex.Open(folder, IndexAccess.Write);
        acknowledgements.Write(Opened + "\n");
        Script script = new(seed);
        while (true)
        {
            script.Run(index, step);
            acknowledgements.Write(step++.ToString(CultureInfo.InvariantCulture) + "\n");
        }
    }

    /// <summary>A test run that is broken off must not leave a program behind that writes for ever: its end closes stdin.</summary>
    private static void EndWithItsParent()
    {
        Thread waiting = new(static () =>
        {
            Console.OpenStandardInput().ReadByte();
            Environment.Exit(0);
        });
        waiting.IsBackground = true;
        waiting.Start();
    }
}
