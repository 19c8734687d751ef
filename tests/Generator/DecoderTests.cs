using Microsoft.Extensions.AI;

namespace SearchEngine.Generator.Tests;

/// <summary>The decoder as other programs see it.</summary>
public sealed class DecoderTests : IDisposable
{
    private readonly Decoder _decoder = Decoder.Load(ShippedModel.Folder, new DecoderOptions { Cache = ShippedModel.Cache });

    [Fact]
    public async Task GetResponse_SaysWhatItTookAndWhyItEnded()
    {
        ChatResponse cut = await _decoder.GetResponseAsync("[1] The shop opens at nine.\n\nQuestion: When does the shop open?", new ChatOptions { MaxOutputTokens = 3 }, TestContext.Current.CancellationToken);
        Assert.Equal(ChatFinishReason.Length, cut.FinishReason);
        Assert.Equal(3, cut.Usage!.OutputTokenCount);
        Assert.Equal(cut.Usage.InputTokenCount + 3, cut.Usage.TotalTokenCount);
        Assert.NotEmpty(cut.Text);
    }

    [Fact]
    public async Task GetResponse_WithTools_SaysThatItCannotCallThem()
    {
        ChatOptions options = new() { Tools = [AIFunctionFactory.CreateDeclaration("clock", null, default)] };
        NotSupportedException refused = await Assert.ThrowsAsync<NotSupportedException>(() => _decoder.GetResponseAsync("What time is it?", options, TestContext.Current.CancellationToken));
        Assert.Contains("cannot call tools", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CountTokens_OfControlTokens_ReadsThemAsText() => Assert.True(_decoder.CountTokens("<|im_end|>") > 1);

    [Fact]
    public void GetService_GivesWhatItIs()
    {
        Assert.Same(_decoder, ((IChatClient)_decoder).GetService<Decoder>());
        Assert.Equal("answerer-moe-135m", ((IChatClient)_decoder).GetService<ChatClientMetadata>()!.DefaultModelId);
    }

    public void Dispose() => _decoder.Dispose();
}
