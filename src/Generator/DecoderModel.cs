using System.Diagnostics;
using System.Runtime.CompilerServices;
using SearchEngine.Generator.Caching;
using SearchEngine.Generator.Drafting;
using SearchEngine.Generator.Loading;
using SearchEngine.Generator.Prompting;
using SearchEngine.Generator.Quoting;
using SearchEngine.Generator.Sampling;
using SearchEngine.Generator.Streaming;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Generator;

/// <summary>A loaded decoder at the level of tokens: prompts go in, texts come out. Safe for concurrent use; disposal waits for the texts under way.</summary>
internal sealed class DecoderModel : IDisposable
{
    private readonly CachedGraph _graph;
    private readonly SharedSession _session;
    private readonly KeyValueCachePool _caches;
    private readonly IReadOnlyList<int> _eosTokenIds;
    private readonly ChatTemplate _template;
    private readonly string _bosToken, _eosToken;

    private DecoderModel(DecoderSource source, TextTokenizer tokenizer, CachedGraph graph, SharedSession session, DecoderOptions options)
    {
        (Name, Shape, _eosTokenIds, Tokenizer, _graph, _session) = (source.Name, source.Shape, source.EndIds, tokenizer, graph, session);
        _template = ChatTemplate.ParseOrFallback(source.Template, out string? notice);
        (_bosToken, _eosToken) = (Spell(source.BosTokenId), Spell(source.EndIds.Count > 0 ? source.EndIds[0] : null));
        Notices = [.. new[] { graph.Notice, notice is null ? null : $"{source.Name}: {notice}" }.OfType<string>()];

        string Spell(int? id) => id is { } known ? tokenizer.IdToToken(known) ?? "" : "";
        MaxTokens = Math.Min(options.MaxTokens, source.Shape.MaxTokens);
        _caches = new KeyValueCachePool(session, source.Shape, MaxTokens, options.MaxConversations);
    }

    public string Name { get; }

    public DecoderShape Shape { get; }

    public TextTokenizer Tokenizer { get; }

    public int MaxTokens { get; }

    /// <summary>What is not as it should be, each with the way out.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>Tokens of a conversation, up to where the assistant is to speak.</summary>
    public int[] Encode(IReadOnlyList<ChatTurn> turns) => PromptEncoder.Encode(Tokenizer, _template.Render(turns, addGenerationPrompt: true, _bosToken, _eosToken));

    public static DecoderModel Load(string path, DecoderOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConversations, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxTokens, 1);
        SessionFactory.WarmUp();
        using DecoderSource source = DecoderSource.Open(path);
        Task<TextTokenizer> tokenizer = TextTokenizer.LoadAsync(source.LoadTokenizer);
        CachedGraph? graph = null;
        SharedSession? session = null;
        try
        {
            graph = options.Cache.GetOrWrite(source.CreateGraphKey(options.Precision), draft => source.WriteGraph(options.Precision, draft));
            string folder = graph.Folder;
            session = SharedSession.Open(folder, Device.Cpu, () => SessionFactory.Create(folder, Device.Cpu, threads: options.Threads));
            TextTokenizer vocabulary = tokenizer.GetAwaiter().GetResult();
            if (vocabulary.VocabularySize > source.Shape.Vocabulary)
                throw new CheckpointException(source.Path, "vocabulary", $"has {vocabulary.VocabularySize} tokens, but the model's embedding has {source.Shape.Vocabulary} rows; they are not of one model");
            if (!vocabulary.IsByteLevel) throw new CheckpointException(source.Path, "tokenizer", "is not byte-level; decoders with byte-level vocabularies are known here");
            return new DecoderModel(source, vocabulary, graph, session, options);
        }
        catch
        {
            session?.Dispose();
            graph?.Dispose();
            throw;
        }
    }

    /// <summary>Writes on after a prompt.</summary>
    /// <param name="prompt">Token ids, control tokens included.</param>
    /// <param name="options">How.</param>
    /// <param name="stats">Hears what it took, complete once the text is.</param>
    /// <param name="cancellation">Ends it within a token.</param>
    /// <returns>Pieces of text, each of whole characters.</returns>
    public async IAsyncEnumerable<string> GenerateAsync(int[] prompt, GenerationOptions options, GenerationStats stats, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxTokens, 1);
        if (prompt.Length == 0) throw new ArgumentException("The prompt is empty.", nameof(prompt));
        if (prompt.Length >= MaxTokens)
            throw new ArgumentException($"The prompt has {prompt.Length} tokens, and {Name} is loaded for {MaxTokens}, the answer included: shorten it, or load the model for more (it was made for {Shape.MaxTokens}).", nameof(prompt));

        long started = Stopwatch.GetTimestamp();
        using KeyValueCachePool.Lease lease = await _caches.RentAsync(prompt, cancellation).ConfigureAwait(false);
        PromptLookup? lookup = options.UsePromptLookup ? new PromptLookup(KeyValueCache.MaxRows - 1) : null;
        TokenStream tokens = new(lease.Cache, new TokenSelector(new Sampler(options.Sampling, Shape.Vocabulary), CreateConstraint(options)), lookup, Shape.Vocabulary);
        TextStreamer text = new(options.StopStrings);
        stats.PromptTokens = prompt.Length;
        stats.CachedTokens = Math.Min(lease.Cache.Tokens.CommonPrefixLength(prompt), prompt.Length - 1);
        int[] written = await Task.Run<int[]>(() => [tokens.ReadPrompt(prompt, cancellation)], cancellation).ConfigureAwait(false);
        stats.TimeToFirstToken = Stopwatch.GetElapsedTime(started);
        for (bool ended = false; !ended;)
        {
            string piece = "";
            foreach (int token in written)
            {
                stats.OutputTokens++;
                ended = IsEndOfText(token);
                if (!ended) piece += text.Append(Tokenizer.GetTokenBytes(token).Span);
                ended |= text.IsStopped;
                if (ended) break;
                ended = stats.IsTruncated = stats.OutputTokens >= options.MaxTokens;
                if (ended) break;
            }
            if (ended) piece += text.Finish();
            (stats.DraftedTokens, stats.AcceptedTokens) = lookup?.Counts ?? default;
            stats.TotalTime = Stopwatch.GetElapsedTime(started);
            if (piece.Length > 0) yield return piece;
            if (ended) yield break;
            cancellation.ThrowIfCancellationRequested();
            written = await Task.Run(() => tokens.GenerateNext().ToArray(), CancellationToken.None).ConfigureAwait(false);
            if (written.Length > 0) continue;
            stats.IsTruncated = ended = true;
            if (text.Finish() is { Length: > 0 } rest) yield return rest;
        }
    }

    /// <summary>Waits for a cache.</summary>
    internal Task<KeyValueCachePool.Lease> RentAsync(int[] prompt, CancellationToken cancellation = default) => _caches.RentAsync(prompt, cancellation);

    /// <summary>Whether a token ends a text.</summary>
    internal bool IsEndOfText(int token) => _eosTokenIds.Contains(token);

    private CompositeConstraint? CreateConstraint(GenerationOptions options)
    {
        List<ITokenConstraint> constraints = [];
        if (options.Evidence is { } evidence) constraints.Add(new QuoteConstraint(new QuotableTexts(evidence, options.RequireCompleteQuotes), Tokenizer));
        if (options.ForbiddenPrefix is { Length: > 0 } unwanted) constraints.Add(new ForbiddenPrefixConstraint(unwanted, Tokenizer));
        return constraints.Count == 0 ? null : new CompositeConstraint(constraints);
    }

    public void Dispose()
    {
        _caches.Dispose();
        _session.Dispose();
        _graph.Dispose();
    }
}
