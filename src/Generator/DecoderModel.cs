using System.Diagnostics;
using System.Runtime.CompilerServices;
using SearchEngine.Generator.Caching;
using SearchEngine.Generator.Loading;
using SearchEngine.Generator.Prompting;
using SearchEngine.Generator.Prompting.Jinja;
using SearchEngine.Generator.Quoting;
using SearchEngine.Generator.Sampling;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Generator;

/// <summary>
/// A loaded decoder that generates text from token ids. Safe for concurrent use; disposal waits for generations in progress.
/// </summary>
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
        (Name, Shape, _eosTokenIds) = (source.Name, source.Shape, source.EosTokenIds);
        (Tokenizer, _graph, _session) = (tokenizer, graph, session);
        _template = ChatTemplate.ParseOrFallback(source.Template, out string? notice);
        (_bosToken, _eosToken) = (GetToken(source.BosTokenId), GetToken(source.EosTokenIds.Count > 0 ? source.EosTokenIds[0] : null));
        string?[] notices = [graph.Notice, notice is null ? null : $"{source.Name}: {notice}"];
        Notices = [.. notices.OfType<string>()];
        MaxTokens = Math.Min(options.MaxTokens, source.Shape.MaxTokens);
        _caches = new KeyValueCachePool(session, source.Shape, MaxTokens, options.MaxConversations);

        string GetToken(int? id) => id is null ? "" : tokenizer.IdToToken(id.Value) ?? "";
    }

    public string Name { get; }

    public DecoderShape Shape { get; }

    public TextTokenizer Tokenizer { get; }

    public int MaxTokens { get; }

    /// <summary>Problems and what to do about them.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>Encodes a conversation as a prompt for the next message of the assistant.</summary>
    public int[] Encode(IReadOnlyList<ChatTurn> turns)
    {
        IReadOnlyList<PromptPart> parts = _template.Render(turns, addGenerationPrompt: true, _bosToken, _eosToken);
        return PromptEncoder.Encode(Tokenizer, parts);
    }

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
            GraphKey key = source.CreateGraphKey(options.Precision);
            graph = options.Cache.GetOrWrite(key, stagingFolder => source.WriteGraph(options.Precision, stagingFolder));
            string folder = graph.Folder;
            session = SharedSession.Open(folder, Device.Cpu, () => SessionFactory.Create(folder, Device.Cpu, threads: options.Threads));
            TextTokenizer loaded = tokenizer.GetAwaiter().GetResult();
            ValidateTokenizer(loaded, source);
            return new DecoderModel(source, loaded, graph, session, options);
        }
        catch
        {
            session?.Dispose();
            graph?.Dispose();
            throw;
        }
    }

    /// <summary>Generates the text that follows a prompt.</summary>
    /// <param name="prompt">The token ids, including control tokens.</param>
    /// <param name="options">The generation options.</param>
    /// <param name="stats">Receives counts and times, which are complete once the text is complete.</param>
    /// <param name="cancellation">Cancels generation, even within a token.</param>
    /// <returns>Consecutive parts of the text, without partial characters.</returns>
    public async IAsyncEnumerable<string> GenerateAsync(
        int[] prompt, GenerationOptions options, GenerationStats stats, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxTokens, 1);
        if (prompt.Length == 0) throw new ArgumentException("The prompt is empty.", nameof(prompt));
        if (prompt.Length >= MaxTokens)
        {
            throw new ArgumentException(
                $"The prompt has {prompt.Length} tokens, but {Name} is loaded for {MaxTokens}, including the answer: shorten it, or load "
                + $"the model for more (it supports up to {Shape.MaxTokens}).",
                nameof(prompt));
        }

        long started = Stopwatch.GetTimestamp();
        using KeyValueCachePool.Lease lease = await _caches.RentAsync(prompt, cancellation).ConfigureAwait(false);
        PromptLookup? lookup = options.UsePromptLookup ? new PromptLookup(KeyValueCache.MaxRows - 1) : null;
        TokenSelector selector = new(new Sampler(options.Sampling, Shape.Vocabulary), CreateConstraint(options));
        TokenStream tokens = new(lease.Cache, selector, lookup, Shape.Vocabulary);
        TextStreamer text = new(options.StopStrings);
        stats.PromptTokens = prompt.Length;
        stats.CachedTokens = Math.Min(lease.Cache.Tokens.CommonPrefixLength(prompt), prompt.Length - 1);
        int[] generated = await Task.Run<int[]>(() => [tokens.ReadPrompt(prompt, cancellation)], cancellation).ConfigureAwait(false);
        stats.TimeToFirstToken = Stopwatch.GetElapsedTime(started);
        for (bool ended = false; !ended;)
        {
            string piece = "";
            foreach (int token in generated)
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
            generated = await Task.Run(() => tokens.GenerateNext().ToArray(), CancellationToken.None).ConfigureAwait(false);
            if (generated.Length > 0) continue;
            stats.IsTruncated = ended = true;
            if (text.Finish() is { Length: > 0 } rest) yield return rest;
        }
    }

    /// <summary>Waits for a free cache.</summary>
    internal Task<KeyValueCachePool.Lease> RentAsync(int[] prompt, CancellationToken cancellation = default) =>
        _caches.RentAsync(prompt, cancellation);

    internal bool IsEndOfText(int token) => _eosTokenIds.Contains(token);

    private static void ValidateTokenizer(TextTokenizer tokenizer, DecoderSource source)
    {
        if (tokenizer.VocabularySize > source.Shape.Vocabulary)
        {
            throw new CheckpointException(
                source.Path,
                "vocabulary",
                $"has {tokenizer.VocabularySize} tokens, but the model's embedding has {source.Shape.Vocabulary} rows; "
                + "tokenizer and weights are from different models");
        }
        if (!tokenizer.IsByteLevel)
        {
            throw new CheckpointException(
                source.Path, "tokenizer", "is not byte-level; only decoders with a byte-level tokenizer are supported");
        }
    }

    private CompositeConstraint? CreateConstraint(GenerationOptions options)
    {
        List<ITokenConstraint> constraints = [];
        if (options.Evidence is { } evidence)
            constraints.Add(new QuoteConstraint(new QuotableTexts(evidence, options.RequireCompleteQuotes), Tokenizer));
        if (options.ForbiddenPrefix is { Length: > 0 } prefix) constraints.Add(new ForbiddenPrefixConstraint(prefix, Tokenizer));
        return constraints.Count == 0 ? null : new CompositeConstraint(constraints);
    }

    public void Dispose()
    {
        _caches.Dispose();
        _session.Dispose();
        _graph.Dispose();
    }
}
