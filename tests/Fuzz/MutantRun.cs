using System.Globalization;
using SearchEngine.Documents.Formats;
using SearchEngine.Documents.Limits;
using SearchEngine.Documents;
using SearchEngine.Documents.Encodings;
using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Fuzz.Tests;

/// <summary>
/// Reads a row of mutants in this process and writes to standard output how each went, before it is read and after: whatever ends the process, what was read then is known.
/// </summary>
internal static class MutantRun
{
    public const string Command = "--mutants", FileCommand = "--file";

    /// <summary>Longer than any document of the corpus takes on a busy machine by a factor of hundreds.</summary>
    private static readonly TimeSpan MutantLimit = TimeSpan.FromSeconds(20);

    public static int Run(int seed, int first, int count)
    {
        using TimeLimitedReader reading = new(MutantLimit);
        for (int number = first; number < first + count; number++)
        {
            Mutant mutant = Mutant.Create(seed, number);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{number}"));
            Console.WriteLine(Read(reading, mutant));
            if (count == 1) Console.WriteLine($"{mutant.Name}: {mutant.Recipe}");
        }
        return 0;
    }

    /// <summary>Reads one file, such as a mutant that was kept.</summary>
    public static int Run(string path)
    {
        using TimeLimitedReader reading = new(TimeSpan.FromMinutes(1));
        Console.WriteLine(Read(reading, new Mutant(Path.GetFileName(path), File.ReadAllBytes(path), "")));
        return 0;
    }

    private static string Read(TimeLimitedReader reading, Mutant mutant)
    {
        if (DocumentReaders.Default.FindReader(mutant.Name) is not { } reader)
        {
            if (!TextDecoder.LooksLikeText(mutant.Content.AsSpan(0, Math.Min(mutant.Content.Length, 8192)))) return "skipped";
            reader = new PlainTextReader();
        }
        CheckedReader checkedReader = new(reader);
        try
        {
            reading.Run(token => checkedReader.Read(mutant.Name, mutant.Content, token), CancellationToken.None);
            return string.Create(CultureInfo.InvariantCulture, $"read {checkedReader.ChunkCount}");
        }
        catch (UnreadableDocumentException e)
        {
            // Out of time and stopped is one thing; a reader that goes on regardless keeps a processor and its memory.
            return !checkedReader.HasEnded ? $"hung {e.Message}" : e.Message.StartsWith("reading it took longer", StringComparison.Ordinal) ? $"slow {e.Message}" : $"refused {OneLine(e.Message)}";
        }
        catch (Exception e)
        {
            // The place is where the fault was thrown from, for who mends it.
            return $"{(e is ContractViolationException or OutOfMemoryException ? "broke" : "fault")} {e.GetType().Name}: {OneLine(e.Message)} | {OneLine(string.Join(" < ", (e.StackTrace ?? "").Split('\n').Take(8)))}";
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
