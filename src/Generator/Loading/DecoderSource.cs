using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Generator.Loading;

/// <summary>A decoder's files, opened and checked: a GGUF file, or a Hugging Face folder.</summary>
/// <param name="Name">What to call the model.</param>
/// <param name="Path">The file or folder, for errors.</param>
/// <param name="Shape">What a caller must know.</param>
/// <param name="Template">The chat template, in Jinja; null where the files have none.</param>
/// <param name="BosTokenId">The token that a template may begin a text with; null where the files name none.</param>
/// <param name="EndIds">Tokens that end an answer.</param>
internal abstract record DecoderSource(string Name, string Path, DecoderShape Shape, string? Template, int? BosTokenId, IReadOnlyList<int> EndIds) : IDisposable
{
    /// <summary>Opens a GGUF file, a folder that holds one, or a Hugging Face folder.</summary>
    /// <exception cref="CheckpointException">A file is missing or damaged, or holds no decoder known here.</exception>
    public static DecoderSource Open(string path)
    {
        if (File.Exists(path)) return GgufSource.OpenFile(path);
        if (!Directory.Exists(path)) throw new CheckpointException(path, null, "no such model file or folder");
        string[] files = Directory.GetFiles(path, "*.gguf");
        return files.Length switch
        {
            0 => HuggingFaceSource.OpenFolder(path),
            1 => GgufSource.OpenFile(files[0]),
            _ => throw new CheckpointException(path, null, $"holds {files.Length} GGUF files; name one of them: {string.Join(", ", files.Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal))}"),
        };
    }

    /// <summary>Loads the tokenizer.</summary>
    public abstract TextTokenizer LoadTokenizer();

    /// <summary>What the written graph depends on.</summary>
    public abstract GraphKey CreateGraphKey(Precision precision);

    /// <summary>Writes the graph into a folder.</summary>
    public abstract void WriteGraph(Precision precision, string folder);

    public abstract void Dispose();
}
