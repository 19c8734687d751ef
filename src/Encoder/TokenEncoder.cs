using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Encoder;

/// <summary>The embeddings of the tokens of a text, without special tokens.</summary>
/// <param name="Dimensions">The size of an embedding.</param>
/// <param name="Vectors">The embeddings, [n, <paramref name="Dimensions"/>], each of length 1.</param>
/// <param name="Offsets">The range of each token in the text, in UTF-16 code units.</param>
internal sealed record TokenEmbeddings(int Dimensions, float[] Vectors, IReadOnlyList<(int Start, int End)> Offsets)
{
    /// <summary>The number of tokens.</summary>
    public int Count => Offsets.Count;

    /// <summary>Returns the embedding of a token.</summary>
    public ReadOnlySpan<float> this[int token] => Vectors.AsSpan(token * Dimensions, Dimensions);
}

/// <summary>
/// Computes an embedding for each token of a text, so that two texts can be compared word by word (late interaction; Khattab and Zaharia
/// 2020, ColBERT). Runs on the CPU, one text at a time, without prompts. Safe for concurrent use; disposal waits for the runs in progress.
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

    /// <summary>Loads an encoder. The first time, its graph is generated and cached.</summary>
    /// <param name="folder">A model folder with weights in safetensors.</param>
    /// <param name="options">Precision and cache; the other options are ignored.</param>
    /// <exception cref="CheckpointException">A file is missing or damaged.</exception>
    public static TokenEncoder Load(string folder, EncoderOptions? options = null)
    {
        options ??= new EncoderOptions();
        Task<TextTokenizer> tokenizer = TextTokenizer.LoadAsync(folder);
        using Checkpoint checkpoint = Checkpoint.Open(folder);
        EmbeddingSettings settings = EmbeddingSettings.Read(folder);
        EncoderShape shape = EncoderGraph.Describe(checkpoint);
        EncoderOptions fullSize = options with { Dimensions = null };
        EncoderModel model = EncoderModel.Create(folder, checkpoint.Config, shape, checkpoint.WeightsHash, settings, fullSize);
        Precision precision = DevicePrecision.Choose(Device.Cpu, options.Precision);
        GraphKey key = GraphKey.ForEncoder(checkpoint, settings, EncoderOutput.HiddenStates, precision, Device.Cpu);
        CachedGraph graph = options.Cache.GetOrWrite(
            key, stagingFolder => EncoderGraph.Write(checkpoint, settings, EncoderOutput.HiddenStates, precision, stagingFolder));
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
    /// <param name="text">The text; tokens beyond the maximum length of the model are ignored.</param>
    public TokenEmbeddings Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        TokenizedText tokens = _tokenizer.Encode(text, new TokenizeOptions { MaxLength = _maxTokens });
        float[] states = Run(tokens.Ids);
        int[] positions = [.. Enumerable.Range(0, tokens.Ids.Length).Where(i => !tokens.SpecialTokensMask[i])];
        float[] vectors = new float[positions.Length * _shape.Hidden];
        for (int i = 0; i < positions.Length; i++)
        {
            Span<float> row = vectors.AsSpan(i * _shape.Hidden, _shape.Hidden);
            states.AsSpan(positions[i] * _shape.Hidden, _shape.Hidden).CopyTo(row);
            Pooling.Normalize(row);
        }
        return new TokenEmbeddings(_shape.Hidden, vectors, [.. positions.Select(i => tokens.Offsets[i])]);
    }

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
        long[] tokenIds = Array.ConvertAll(ids, id => (long)id);
        long[] positionIds = [.. Enumerable.Range(_shape.FirstPosition, ids.Length)];
        OrtMemoryInfo memory = OrtMemoryInfo.DefaultInstance;
        using OrtValue tokens = OrtValue.CreateTensorValueFromMemory(memory, tokenIds.AsMemory(), row);
        using OrtValue positions = OrtValue.CreateTensorValueFromMemory(memory, positionIds.AsMemory(), row);
        using OrtValue segments = OrtValue.CreateTensorValueFromMemory(memory, new long[ids.Length].AsMemory(), row);
        using OrtValue output = OrtValue.CreateTensorValueFromMemory(memory, states.AsMemory(), [1, ids.Length, _shape.Hidden]);
        string[] names = _shape.HasSegments
            ? [EncoderInputNames.Tokens, EncoderInputNames.Positions, EncoderInputNames.Segments]
            : [EncoderInputNames.Tokens, EncoderInputNames.Positions];
        OrtValue[] inputs = _shape.HasSegments ? [tokens, positions, segments] : [tokens, positions];
        _session.Run(_options, names, inputs, Outputs, [output]);
        return states;
    }
}
