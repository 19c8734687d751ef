using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Tests;

namespace SearchEngine.Encoder.Tests;

/// <summary>A copy of the small BERT fixture that a test can edit, with a separate graph cache.</summary>
public sealed class TinyModel : IDisposable
{
    /// <summary>The length of its embeddings.</summary>
    public const int Dimensions = 64;

    /// <summary>The maximum number of tokens that its positions allow.</summary>
    public const int MaxTokens = 200;

    private readonly TemporaryFolder _folder = new();

    public TinyModel()
    {
        Directory.CreateDirectory(Folder);
        foreach (string file in (string[])["config.json", "model.safetensors", "tokenizer.json"])
            File.Copy(Path.Combine(Repository.Fixtures, "models", "bert", file), Path.Combine(Folder, file));
    }

    public string Folder => _folder["bert-tiny"];

    /// <summary>The folder of the graph cache.</summary>
    public string CacheFolder => _folder["graphs"];

    public TextEncoder Load(Precision precision = Precision.Int8, int threads = 2) =>
        Load(new EncoderOptions { Precision = precision, Threads = threads });

    /// <summary>Loads the model with the options, except that it uses <see cref="CacheFolder"/>.</summary>
    public TextEncoder Load(EncoderOptions options) => TextEncoder.Load(Folder, options with { Cache = new GraphCache(CacheFolder) });

    public TextTokenizer LoadTokenizer() => TextTokenizer.Load(Folder);

    /// <summary>Computes the fingerprint of the folder in its current state.</summary>
    public string Fingerprint(EncoderOptions? options = null) => TextEncoder.ComputeFingerprint(Folder, options);

    /// <summary>Adds a file to the folder, or replaces one.</summary>
    public void Write(string file, string text) => _folder.Write(Path.Combine("bert-tiny", file), text);

    /// <summary>Replaces a text in one of the files, which must contain it.</summary>
    public void Replace(string file, string old, string replacement)
    {
        string text = File.ReadAllText(Path.Combine(Folder, file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        Write(file, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    /// <summary>Writes the files of sentence-transformers for pooling by <paramref name="mode"/> and normalization.</summary>
    public void WritePooling(string mode)
    {
        Write("modules.json", """
            [
              {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
              {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
              {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"}
            ]
            """);
        Write("1_Pooling/config.json", $$"""{"{{mode}}": true}""");
    }

    public void WritePrompts(string query, string document) =>
        Write("config_sentence_transformers.json", $$"""{"prompts": {"query": "{{query}}", "document": "{{document}}"} }""");

    public void Dispose() => _folder.Dispose();
}
