using System.Text.Json;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Reranker.Tests;

/// <summary>The cross-encoder on a GPU, where this build (<c>-p:Gpu=true</c>) and machine have one.</summary>
public sealed class CudaTests
{
    public CudaTests()
    {
        if (DeviceChoice.Resolve(Device.Cuda).Missing is { } missing) Assert.Skip($"CUDA cannot start: {missing}");
    }

    [Fact]
    public void Score_OfTheShippedModel_IsNearTheReference()
    {
        const float Tolerance = 0.05f;
        using CrossEncoder model = CrossEncoder.Load(ShippedModel.Folder, new CrossEncoderOptions { Device = Device.Cuda });
        Assert.Equal(Device.Cuda, model.Device.Device);
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Fixtures, "real", "reranker-mini-v1.json")));
        foreach (JsonElement pair in reference.RootElement.GetProperty("cases").EnumerateArray())
        {
            string passage = pair.GetProperty("passage").GetString()!;
            PassageScore score = model.Score(pair.GetProperty("query").GetString()!, passage);
            Assert.Equal(pair.GetProperty("logit").GetSingle(), score.Logit, Tolerance);
            Assert.Equal(pair.GetProperty("best_span").GetProperty("text").GetString(), passage[score.Answer!.Value.Start..score.Answer.Value.End]);
        }
    }
}
