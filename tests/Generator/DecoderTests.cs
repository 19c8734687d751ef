using Microsoft.Extensions.AI;

namespace SearchEngine.Generator.Tests;

/// <summary>Tests of the decoder through its public interface.</summary>
public sealed class DecoderTests : IDisposable
{
    private readonly Decoder _decoder = Decoder.Load(ShippedModel.Folder, new DecoderOptions { Cache = ShippedModel.Cache });

    [Fact]
    public async Task GetResponse_CutAtMaxTokens_ReportsUsageAndFinishReason()
    {
        ChatResponse response = await _decoder.GetResponseAsync(
            "[1] The shop opens at nine.\n\nQuestion: When does the shop open?",
            new ChatOptions { MaxOutputTokens = 3 },
            TestContext.Current.CancellationToken);
        Assert.Equal(ChatFinishReason.Length, response.FinishReason);
        Assert.Equal(3, response.Usage!.OutputTokenCount);
        Assert.Equal(response.Usage.InputTokenCount + 3, response.Usage.TotalTokenCount);
        Assert.NotEmpty(response.Text);
    }

    [Fact]
    public async Task GetResponse_WithTools_Throws()
    {
        ChatOptions options = new() { Tools = [AIFunctionFactory.CreateDeclaration("clock", null, default)] };
        NotSupportedException error = await Assert.ThrowsAsync<NotSupportedException>(
            () => _decoder.GetResponseAsync("What time is it?", options, TestContext.Current.CancellationToken));
        Assert.Contains("cannot call tools", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CountTokens_ControlTokens_CountsThemAsText() => Assert.True(_decoder.CountTokens("<|im_end|>") > 1);

    [Fact]
    public void GetService_DecoderOrMetadata_ReturnsIt()
    {
        Assert.Same(_decoder, ((IChatClient)_decoder).GetService<Decoder>());
        Assert.Equal("answerer-moe-135m", ((IChatClient)_decoder).GetService<ChatClientMetadata>()!.DefaultModelId);
    }

    public void Dispose() => _decoder.Dispose();
}
