using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Generator.Loading;

/// <summary>The opened files of a decoder: a GGUF file or a Hugging Face folder.</summary>
/// <param name="Name">The name of the model.</param>
/// <param name="Path">The file or folder, for errors.</param>
/// <param name="Shape">The sizes of the model.</param>
/// <param name="Template">The chat template in Jinja; null if there is none.</param>
/// <param name="BosTokenId">The token that may begin a text; null if there is none.</param>
/// <param name="EosTokenIds">The tokens that end an answer.</param>
internal abstract record DecoderSource(
    string Name, string Path, DecoderShape Shape, string? Template, int? BosTokenId, IReadOnlyList<int> EosTokenIds) : IDisposable
{
    /// <summary>Opens a GGUF file, a folder that contains one, or a Hugging Face folder.</summary>
    /// <exception cref="CheckpointException">A file is missing or damaged, or the model is not a supported decoder.</exception>
    public static DecoderSource Open(string path)
    {
        if (File.Exists(path)) return GgufSource.OpenFile(path);
        if (!Directory.Exists(path)) throw new CheckpointException(path, null, "no such model file or folder");
        string[] files = Directory.GetFiles(path, "*.gguf");
        return files.Length switch
        {
            0 => HuggingFaceSource.OpenFolder(path),
            1 => GgufSource.OpenFile(files[0]),
            _ => throw new CheckpointException(path, null, $"contains {files.Length} GGUF files; name one of them: {ListNames(files)}"),
        };

        static string ListNames(string[] files) =>
            string.Join(", ", files.Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal));
    }

    public abstract TextTokenizer LoadTokenizer();

    /// <summary>Creates the key of the generated graph in the cache.</summary>
    public abstract GraphKey CreateGraphKey(Precision precision);

    /// <summary>Writes the graph into a folder.</summary>
    public abstract void WriteGraph(Precision precision, string folder);

    public abstract void Dispose();
}
