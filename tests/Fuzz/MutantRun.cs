using System.Globalization;
using SearchEngine.Documents.Formats;
using SearchEngine.Documents.Limits;
using SearchEngine.Documents;
using SearchEngine.Documents.Encodings;
using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Fuzz.Tests;

/// <summary>
/// Reads mutants in this process. It prints the number of each mutant before reader it and the outcome afterwards, so that the
/// mutant is known if it ends the process.
/// </summary>
internal static class MutantRun
{
    public const string Command = "--mutants", FileCommand = "--file";

    // Hundreds of times longer than any document of the corpus takes on a busy machine.
    private static readonly TimeSpan MutantLimit = TimeSpan.FromSeconds(20);

    public static int Run(int seed, int first, int count)
    {
        using TimeLimitedReader reader = new(MutantLimit);
        for (int number = first; number < first + count; number++)
        {
            Mutant mutant = Mutant.Create(seed, number);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number}"));
            Console.WriteLine(Read(reader, mutant));
            if (count == 1) Console.WriteLine($"{mutant.Name}: {mutant.Recipe}");
        }
        return 0;
    }

    /// <summary>Reads one file, such as a mutant that was kept.</summary>
    public static int Run(string path)
    {
        using TimeLimitedReader reader = new(TimeSpan.FromMinutes(1));
        Console.WriteLine(Read(reader, new Mutant(Path.GetFileName(path), File.ReadAllBytes(path), "")));
        return 0;
    }

    private static string Read(TimeLimitedReader reader, Mutant mutant)
    {
        if (DocumentReaders.Default.FindReader(mutant.Name) is not { } documentReader)
        {
            if (!TextDecoder.LooksLikeText(mutant.Content.AsSpan(0, Math.Min(mutant.Content.Length, 8192)))) return "skipped";
            documentReader = new PlainTextReader();
        }
        CheckedReader checkedReader = new(documentReader);
        try
        {
            reader.Run(token => checkedReader.Read(mutant.Name, mutant.Content, token), CancellationToken.None);
            return string.Create(CultureInfo.InvariantCulture, $"read {checkedReader.ChunkCount}");
        }
        catch (UnreadableDocumentException e)
        {
            // A reader that continues after its time is over occupies a core and memory, unlike one that stops.
            if (!checkedReader.HasEnded) return $"hung {e.Message}";
            bool isSlow = e.Message.StartsWith("reading it took longer", StringComparison.Ordinal);
            return isSlow ? $"slow {e.Message}" : $"refused {OneLine(e.Message)}";
        }
        catch (Exception e)
        {
            string kind = e is ContractViolationException or OutOfMemoryException ? "broke" : "fault";
            string stackTrace = string.Join(" < ", (e.StackTrace ?? "").Split('\n').Take(8));
            return $"{kind} {e.GetType().Name}: {OneLine(e.Message)} | {OneLine(stackTrace)}";
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
