using SearchEngine.Generator.Caching;
using SearchEngine.Generator.Sampling;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Generator.Tests;

/// <summary>The shipped decoder, in float32 and in 4 bits.</summary>
public sealed class DecoderModelTests(ShippedModel shipped) : IClassFixture<ShippedModel>
{
    private readonly DecoderModel _model = shipped.Model;

    /// <summary>With drafts and without, on all eight prompts: a draft changes nothing but the pace.</summary>
    [Fact]
    public void Greedy_InFloat32_EqualsTheReference()
    {
        using Running running = new(Precision.Float32);
        foreach (ReferencePrompt prompt in ShippedModel.Prompts)
        {
            Assert.Equal(prompt.Greedy, running.Write(prompt, lookup: null));
            Assert.Equal(prompt.Greedy, running.Write(prompt, new PromptLookup(8)));
        }
    }

    /// <summary>What llama.cpp reaches on the same file.</summary>
    [Fact]
    public void Greedy_In4Bits_BeginsAsTheReferenceOnMostPrompts()
    {
        using Running running = new(Precision.Int4);
        Assert.InRange(ShippedModel.Prompts.Count(prompt => running.Write(prompt, lookup: null).Take(16).SequenceEqual(prompt.Greedy.Take(16))), 5, 8);
    }

    [Fact]
    public void Next_InTheSteadyState_AllocatesNothing()
    {
        using Running running = new(Precision.Int4);
        TokenStream stream = running.Begin(ShippedModel.Prompts[0], new PromptLookup(8));
        for (int i = 0; i < 30; i++) stream.GenerateNext();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++) stream.GenerateNext();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64);
    }

    [Fact]
    public async Task Write_PromptThatSharesItsBeginning_ReadsTheRestAlone()
    {
        int[] prompt = ShippedModel.Prompts[0].Ids;
        GenerationStats first = new(), second = new();
        string once = await WriteAsync(prompt, new GenerationOptions { MaxTokens = 12 }, first);
        string again = await WriteAsync(prompt, new GenerationOptions { MaxTokens = 12 }, second);
        Assert.Equal(once, again);
        Assert.Equal(prompt.Length - 1, second.CachedTokens);
    }

    [Fact]
    public async Task Write_MoreCallersThanConversations_AnswersEachAsAlone()
    {
        List<string> alone = [];
        foreach (ReferencePrompt prompt in ShippedModel.Prompts.Skip(5)) alone.Add(await WriteAsync(prompt.Ids, new GenerationOptions { UsePromptLookup = false, MaxTokens = 20 }));
        string[] together = await Task.WhenAll(ShippedModel.Prompts.Skip(5).Select(prompt => WriteAsync(prompt.Ids, new GenerationOptions { UsePromptLookup = false, MaxTokens = 20 })));
        Assert.Equal(alone, together);
    }

    [Fact]
    public async Task Write_QuotesHeldToEvidence_AreVerbatim()
    {
        string[] passages = ["The old mill has nine floors. Its wheel was made in 1841.", "Ferries leave at 7:40 on weekdays."];
        string prompt = string.Join("\n\n", passages.Select((passage, i) => $"[{i + 1}] {passage}")) + "\n\nQuestion: How many floors has the mill?";
        string answer = await WriteAsync(_model.Encode([new("system", "Answer."), new("user", prompt)]), new GenerationOptions { Evidence = passages, MaxTokens = 60 });
        string[] parts = answer.Split('"');
        Assert.True(parts.Length >= 3, answer);
        Assert.Contains(parts[1], passages[0], StringComparison.Ordinal);
        Assert.StartsWith(" [1]", parts[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_UnwantedBeginning_BeginsOtherwise()
    {
        int[] prompt = ShippedModel.Prompts[5].Ids;
        string free = await WriteAsync(prompt, new GenerationOptions { MaxTokens = 12 });
        string kept = await WriteAsync(prompt, new GenerationOptions { MaxTokens = 12, ForbiddenPrefix = free[..5] });
        Assert.False(kept.StartsWith(free[..5], StringComparison.Ordinal), kept);
    }

    [Fact]
    public async Task Write_PromptWithoutRoom_IsRefusedWithTheWayOut()
    {
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(new int[_model.MaxTokens], new GenerationOptions()));
        Assert.Contains("shorten it", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_Cancelled_EndsAndTheNextIsAnswered()
    {
        using CancellationTokenSource stop = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (string _ in _model.GenerateAsync(ShippedModel.Prompts[1].Ids, new GenerationOptions(), new GenerationStats(), stop.Token)) await stop.CancelAsync();
        });
        Assert.NotEmpty(await WriteAsync(ShippedModel.Prompts[1].Ids, new GenerationOptions { MaxTokens = 4 }));
    }

    private async Task<string> WriteAsync(int[] prompt, GenerationOptions options, GenerationStats? tally = null)
    {
        string text = "";
        await foreach (string piece in _model.GenerateAsync(prompt, options, tally ?? new GenerationStats(), TestContext.Current.CancellationToken)) text += piece;
        return text;
    }

    /// <summary>One cache over one session.</summary>
    private sealed class Running : IDisposable
    {
        private readonly CachedGraph _graph;
        private readonly SharedSession _session;
        private readonly KeyValueCache _cache;
        private readonly int _vocabulary;

        public Running(Precision precision)
        {
            using Loading.DecoderSource source = Loading.DecoderSource.Open(ShippedModel.Folder);
            _graph = ShippedModel.Cache.GetOrWrite(source.CreateGraphKey(precision), draft => source.WriteGraph(precision, draft));
            _session = SharedSession.Open(_graph.Folder, Device.Cpu, () => SessionFactory.Create(_graph.Folder, Device.Cpu, threads: Environment.ProcessorCount));
            _vocabulary = source.Shape.Vocabulary;
            _cache = new KeyValueCache(_session, source.Shape, 1024);
        }

        public TokenStream Begin(ReferencePrompt prompt, PromptLookup? lookup)
        {
            TokenStream stream = new(_cache, new TokenSelector(new Sampler(new SamplingOptions(), _vocabulary), null), lookup, _vocabulary);
            stream.ReadPrompt(prompt.Ids, TestContext.Current.CancellationToken);
            return stream;
        }

        public IEnumerable<int> Write(ReferencePrompt prompt, PromptLookup? lookup)
        {
            TokenStream stream = new(_cache, new TokenSelector(new Sampler(new SamplingOptions(), _vocabulary), null), lookup, _vocabulary);
            List<int> written = [stream.ReadPrompt(prompt.Ids, TestContext.Current.CancellationToken)];
            while (written.Count < prompt.Greedy.Length) written.AddRange(stream.GenerateNext());
            return written.Take(prompt.Greedy.Length);
        }

        public void Dispose()
        {
            _cache.Dispose();
            _session.Dispose();
            _graph.Dispose();
        }
    }
}
