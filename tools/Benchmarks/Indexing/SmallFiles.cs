using SearchEngine.Evaluation.Collections;

namespace SearchEngine.Benchmarks.Indexing;

/// <summary>Writes folders of Markdown files from a collection's texts.</summary>
internal static class SmallFiles
{
    private const int FilesPerFolder = 1000;

    /// <summary>Returns the collection's documents, each with its title as a heading.</summary>
    public static IEnumerable<string> Documents(string corpus) =>
        BeirCollection.Open(corpus).Documents().Select(document => $"# {document.Title}\n\n{document.Text}\n");

    /// <summary>Returns distinct notes: each has a number and one of the collection's sentences.</summary>
    public static IEnumerable<string> Notes(string corpus)
    {
        IEnumerable<string> all = BeirCollection.Open(corpus).Documents().SelectMany(document => document.Text.Split(". "));
        string[] sentences = [.. all.Where(sentence => sentence.Length is > 30 and < 200)];
        return Enumerable.Range(0, int.MaxValue).Select(i => $"# Note {i}\n\n{sentences[i % sentences.Length]}.\n");
    }

    /// <summary>Writes each text to a file, and returns the number of bytes written.</summary>
    public static long Write(string folder, IEnumerable<string> texts)
    {
        long bytes = 0;
        foreach ((int i, string text) in texts.Index())
        {
            if (i % FilesPerFolder == 0) Directory.CreateDirectory(Path.Combine(folder, $"{i / FilesPerFolder}"));
            string path = Path.Combine(folder, $"{i / FilesPerFolder}", $"{i}.md");
            File.WriteAllText(path, text);
            bytes += new FileInfo(path).Length;
        }
        return bytes;
    }
}
