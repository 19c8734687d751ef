using System.Globalization;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Crash.Tests.Kill;

/// <summary>The program to kill: it runs a script and writes the number of each finished step to stdout, until it is stopped.</summary>
internal static class ScriptedWriter
{
    public const string Command = "run-script", Opened = "opened";

    public static Task<int> Run(string folder, int seed, int step)
    {
        ExitWithParent();
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

    /// <summary>Exits when stdin closes, so that an interrupted test run does not leave a program behind that writes forever.</summary>
    private static void ExitWithParent()
    {
        Thread waiter = new(static () =>
        {
            Console.OpenStandardInput().ReadByte();
            Environment.Exit(0);
        });
        waiter.IsBackground = true;
        waiter.Start();
    }
}
