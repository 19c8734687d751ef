using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Encoder;

/// <summary>A text's tokens and what the encoder makes of each.</summary>
/// <param name="Dimensions">Numbers of a token.</param>
/// <param name="Vectors">One unit-length row a token, [n, <paramref name="Dimensions"/>]; tokens put around the text are left out.</param>
/// <param name="Offsets">Span of each token in the text, in UTF-16 units, end exclusive.</param>
internal sealed record TokenEmbeddings(int Dimensions, float[] Vectors, IReadOnlyList<(int Start, int End)> Offsets)
{
    /// <summary>How many tokens there are.</summary>
    public int Count => Offsets.Count;

    /// <summary>One token's vector.</summary>
    public ReadOnlySpan<float> this[int token] => Vectors.AsSpan(token * Dimensions, Dimensions);
}

/// <summary>
/// Gives every token of a text its own vector, so that two texts can be compared word by word (late interaction; Khattab and Zaharia 2020, ColBERT). One text a run on the CPU, from the weights of a model folder, without
/// prompts. Safe for concurrent use; disposal waits for the runs under way.
/// </summary>
internal sealed class TokenEncoder : IDisposable
{
    private static readonly string[] Outputs = [EncoderGraph.HiddenStates];

    private readonly CachedGraph _graph;
    private readonly SharedSession _session;
    private readonly TextTokenizer _tokenizer;
    private readonly EncoderShape _shape;
    private readonly int _maxTokens;
    private readonly RunOptions _options = new();

    private TokenEncoder(CachedGraph graph, SharedSession session, TextTokenizer tokenizer, EncoderShape shape, int maxTokens) =>
        (_graph, _session, _tokenizer, _shape, _maxTokens) = (graph, session, tokenizer, shape, maxTokens);

    /// <summary>Loads an encoder; the graph is written to the cache the first time.</summary>
    /// <param name="folder">A model folder with weights in safetensors.</param>
    /// <param name="options">Precision, and where graphs are kept; the rest is for embeddings.</param>
    /// <exception cref="CheckpointException">A file is missing or damaged; the message names it.</exception>
    public static TokenEncoder Load(string folder, EncoderOptions? options = null)
    {
        options ??= new EncoderOptions();
        Task<TextTokenizer> tokenizer = TextTokenizer.LoadAsync(folder);
        using Checkpoint checkpoint = Checkpoint.Open(folder);
        EmbeddingSettings settings = EmbeddingSettings.Read(folder);
        EncoderShape shape = EncoderGraph.Describe(checkpoint);
        EncoderModel model = EncoderModel.Create(folder, checkpoint.Config, shape, checkpoint.WeightsHash, settings, options with { Dimensions = null });
        Precision precision = DevicePrecision.Choose(Device.Cpu, options.Precision);
        GraphKey key = GraphKey.ForEncoder(checkpoint, settings, EncoderOutput.HiddenStates, precision, Device.Cpu);
        CachedGraph graph = options.Cache.GetOrWrite(key, draft => EncoderGraph.Write(checkpoint, settings, EncoderOutput.HiddenStates, precision, draft));
        SharedSession? session = null;
        try
        {
            session = SharedSession.Open(graph.Folder, Device.Cpu, () => SessionFactory.Create(graph.Folder, Device.Cpu));
            TextTokenizer vocabulary = tokenizer.GetAwaiter().GetResult();
            model.ValidateVocabulary(vocabulary, folder);
            return new TokenEncoder(graph, session, vocabulary, shape, model.MaxTokens);
        }
        catch
        {
            session?.Dispose();
            graph.Dispose();
            throw;
        }
    }

    /// <summary>Encodes one text.</summary>
    /// <param name="text">The text; what is beyond the model's greatest length is not read.</param>
    public TokenEmbeddings Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        TokenizedText tokens = _tokenizer.Encode(text, new TokenizeOptions { MaxLength = _maxTokens });
        float[] states = Run(tokens.Ids);
        int[] own = [.. Enumerable.Range(0, tokens.Ids.Length).Where(i => !tokens.SpecialTokensMask[i])];
        float[] vectors = new float[own.Length * _shape.Hidden];
        for (int i = 0; i < own.Length; i++)
        {
            Span<float> row = vectors.AsSpan(i * _shape.Hidden, _shape.Hidden);
            states.AsSpan(own[i] * _shape.Hidden, _shape.Hidden).CopyTo(row);
            Pooling.Normalize(row);
        }
        return new TokenEmbeddings(_shape.Hidden, vectors, [.. own.Select(i => tokens.Offsets[i])]);
    }

    /// <summary>Waits for the runs under way, then frees the model.</summary>
    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
        _graph.Dispose();
    }

    private float[] Run(int[] ids)
    {
        float[] states = new float[ids.Length * _shape.Hidden];
        long[] row = [1, ids.Length];
        OrtMemoryInfo memory = OrtMemoryInfo.DefaultInstance;
        using OrtValue tokens = OrtValue.CreateTensorValueFromMemory(memory, Array.ConvertAll(ids, id => (long)id).AsMemory(), row);
        using OrtValue positions = OrtValue.CreateTensorValueFromMemory(memory, ((long[])[.. Enumerable.Range(_shape.FirstPosition, ids.Length).Select(i => (long)i)]).AsMemory(), row);
        using OrtValue segments = OrtValue.CreateTensorValueFromMemory(memory, new long[ids.Length].AsMemory(), row);
        using OrtValue output = OrtValue.CreateTensorValueFromMemory(memory, states.AsMemory(), [1, ids.Length, _shape.Hidden]);
        string[] names = _shape.HasSegments ? [EncoderInputNames.Tokens, EncoderInputNames.Positions, EncoderInputNames.Segments] : [EncoderInputNames.Tokens, EncoderInputNames.Positions];
        _session.Run(_options, names, _shape.HasSegments ? [tokens, positions, segments] : [tokens, positions], Outputs, [output]);
        return states;
    }
}
