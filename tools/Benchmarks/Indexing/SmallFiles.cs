using SearchEngine.Evaluation.Collections;

namespace SearchEngine.Benchmarks.Indexing;

/// <summary>Folders of Markdown files, made of a collection's texts.</summary>
internal static class SmallFiles
{
    private const int FilesPerFolder = 1000;

    /// <summary>The collection's documents, title first.</summary>
    public static IEnumerable<string> Documents(string corpus) => BeirCollection.Open(corpus).Documents().Select(document => $"# {document.Title}\n\n{document.Text}\n");

    /// <summary>Notes of a sentence each, no two alike: the collection's sentences over and over, under a number.</summary>
    public static IEnumerable<string> Notes(string corpus)
    {
        string[] sentences = [.. BeirCollection.Open(corpus).Documents().SelectMany(document => document.Text.Split(". ")).Where(sentence => sentence.Length is > 30 and < 200)];
        return Enumerable.Range(0, int.MaxValue).Select(i => $"# Note {i}\n\n{sentences[i % sentences.Length]}.\n");
    }

    /// <summary>Writes <paramref name="texts"/>, a file each.</summary>
    /// <returns>Bytes of text.</returns>
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
