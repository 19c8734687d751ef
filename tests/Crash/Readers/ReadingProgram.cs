using SearchEngine.Index;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Crash.Tests.Readers;

/// <summary>A reader in another process: it writes the number of states that it has seen, and reads until stdin is closed.</summary>
internal static class ReadingProgram
{
    public const string Command = "read-snapshots";

    public static Task<int> Run(string folder, float wordScore)
    {
        Task<int> end = Task.Run(Console.In.Read);
        using SearchIndex index = SearchIndex.Open(folder, IndexAccess.Read);
        SnapshotReader reader = new(index, wordScore);
        for (int reported = 0; !end.IsCompleted;)
        {
            reader.Read();
            if (reader.States > reported) Console.Out.WriteLine(reported = reader.States);
        }
        return Task.FromResult(0);
    }
}
