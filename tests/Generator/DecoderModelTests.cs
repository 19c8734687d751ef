using System.Text;
using SearchEngine.Generator.Caching;
using SearchEngine.Generator.Sampling;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Generator.Tests;

/// <summary>Tests of the shipped decoder in float32 and in 4 bits.</summary>
public sealed class DecoderModelTests(ShippedModel shipped) : IClassFixture<ShippedModel>
{
    private readonly DecoderModel _model = shipped.Model;

    /// <summary>Drafts from the prompt change only the speed, not the tokens.</summary>
    [Fact]
    public void Greedy_Float32_EqualsTheReference()
    {
        using GreedyDecoder decoder = new(Precision.Float32);
        foreach (ReferencePrompt prompt in ShippedModel.Prompts)
        {
            Assert.Equal(prompt.Greedy, decoder.Generate(prompt, lookup: null));
            Assert.Equal(prompt.Greedy, decoder.Generate(prompt, new PromptLookup(8)));
        }
    }

    /// <summary>The bound is what llama.cpp reaches on the same file.</summary>
    [Fact]
    public void Greedy_Int4_StartsLikeTheReferenceOnMostPrompts()
    {
        using GreedyDecoder decoder = new(Precision.Int4);
        int agreeing = ShippedModel.Prompts.Count(
            prompt => decoder.Generate(prompt, lookup: null).Take(16).SequenceEqual(prompt.Greedy.Take(16)));
        Assert.InRange(agreeing, 5, 8);
    }

    [Fact]
    public void GenerateNext_AfterWarmUp_AllocatesNothing()
    {
        using GreedyDecoder decoder = new(Precision.Int4);
        TokenStream stream = decoder.Start(ShippedModel.Prompts[0], new PromptLookup(8));
        for (int i = 0; i < 30; i++) stream.GenerateNext();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) stream.GenerateNext();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64);
    }

    [Fact]
    public async Task Generate_SamePromptAgain_UsesTheCachedTokens()
    {
        int[] prompt = ShippedModel.Prompts[0].Ids;
        GenerationStats first = new(), second = new();
        string firstAnswer = await GenerateAsync(prompt, new GenerationOptions { MaxTokens = 12 }, first);
        string secondAnswer = await GenerateAsync(prompt, new GenerationOptions { MaxTokens = 12 }, second);
        Assert.Equal(firstAnswer, secondAnswer);
        Assert.Equal(prompt.Length - 1, second.CachedTokens);
    }

    [Fact]
    public async Task Generate_MoreCallersThanCaches_AnswersEachAsIfAlone()
    {
        GenerationOptions options = new() { UsePromptLookup = false, MaxTokens = 20 };
        ReferencePrompt[] prompts = [.. ShippedModel.Prompts.Skip(5)];
        List<string> sequential = [];
        foreach (ReferencePrompt prompt in prompts) sequential.Add(await GenerateAsync(prompt.Ids, options));
        string[] concurrent = await Task.WhenAll(prompts.Select(prompt => GenerateAsync(prompt.Ids, options)));
        Assert.Equal(sequential, concurrent);
    }

    [Fact]
    public async Task Generate_WithEvidence_QuotesVerbatim()
    {
        string[] passages = ["The old mill has nine floors. Its wheel was made in 1841.", "Ferries leave at 7:40 on weekdays."];
        string context = string.Join("\n\n", passages.Select((passage, i) => $"[{i + 1}] {passage}"));
        string question = context + "\n\nQuestion: How many floors has the mill?";
        int[] prompt = _model.Encode([new("system", "Answer."), new("user", question)]);
        string answer = await GenerateAsync(prompt, new GenerationOptions { Evidence = passages, MaxTokens = 60 });
        string[] parts = answer.Split('"');
        Assert.True(parts.Length >= 3, answer);
        Assert.Contains(parts[1], passages[0], StringComparison.Ordinal);
        Assert.StartsWith(" [1]", parts[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_ForbiddenPrefix_StartsDifferently()
    {
        int[] prompt = ShippedModel.Prompts[5].Ids;
        string unrestricted = await GenerateAsync(prompt, new GenerationOptions { MaxTokens = 12 });
        string restricted = await GenerateAsync(prompt, new GenerationOptions { MaxTokens = 12, ForbiddenPrefix = unrestricted[..5] });
        Assert.False(restricted.StartsWith(unrestricted[..5], StringComparison.Ordinal), restricted);
    }

    [Fact]
    public async Task Generate_PromptThatFillsTheContext_Throws()
    {
        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(
            () => GenerateAsync(new int[_model.MaxTokens], new GenerationOptions()));
        Assert.Contains("shorten it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_Cancelled_ThrowsAndTheNextCallIsAnswered()
    {
        int[] prompt = ShippedModel.Prompts[1].Ids;
        using CancellationTokenSource stop = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (string _ in _model.GenerateAsync(prompt, new GenerationOptions(), new GenerationStats(), stop.Token))
            {
                await stop.CancelAsync();
            }
        });
        Assert.NotEmpty(await GenerateAsync(prompt, new GenerationOptions { MaxTokens = 4 }));
    }

    private async Task<string> GenerateAsync(int[] prompt, GenerationOptions options, GenerationStats? stats = null)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        StringBuilder text = new();
        stats ??= new GenerationStats();
        await foreach (string piece in _model.GenerateAsync(prompt, options, stats, cancellation)) text.Append(piece);
        return text.ToString();
    }

    /// <summary>Decodes greedily with one cache over one session.</summary>
    private sealed class GreedyDecoder : IDisposable
    {
        private readonly CachedGraph _graph;
        private readonly SharedSession _session;
        private readonly KeyValueCache _cache;
        private readonly int _vocabulary;

        public GreedyDecoder(Precision precision)
        {
            using Loading.DecoderSource source = Loading.DecoderSource.Open(ShippedModel.Folder);
            _graph = ShippedModel.Cache.GetOrWrite(source.CreateGraphKey(precision), draft => source.WriteGraph(precision, draft));
            _session = SharedSession.Open(
                _graph.Folder,
                Device.Cpu,
                () => SessionFactory.Create(_graph.Folder, Device.Cpu, threads: Environment.ProcessorCount));
            _vocabulary = source.Shape.Vocabulary;
            _cache = new KeyValueCache(_session, source.Shape, 1024);
        }

        public TokenStream Start(ReferencePrompt prompt, PromptLookup? lookup)
        {
            TokenStream stream = Open(lookup);
            stream.ReadPrompt(prompt.Ids, TestContext.Current.CancellationToken);
            return stream;
        }

        public IEnumerable<int> Generate(ReferencePrompt prompt, PromptLookup? lookup)
        {
            TokenStream stream = Open(lookup);
            List<int> tokens = [stream.ReadPrompt(prompt.Ids, TestContext.Current.CancellationToken)];
            while (tokens.Count < prompt.Greedy.Length) tokens.AddRange(stream.GenerateNext());
            return tokens.Take(prompt.Greedy.Length);
        }

        private TokenStream Open(PromptLookup? lookup) =>
            new(_cache, new TokenSelector(new Sampler(new SamplingOptions(), _vocabulary), null), lookup, _vocabulary);

        public void Dispose()
        {
            _cache.Dispose();
            _session.Dispose();
            _graph.Dispose();
        }
    }
}
