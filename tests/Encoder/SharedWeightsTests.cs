using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Encoder.Tests;

/// <summary>Encoders of the same model in one process share a session and one mapping of its weights.</summary>
public sealed class SharedWeightsTests(TinyModel model) : IClassFixture<TinyModel>
{
    [Fact]
    public void Load_SameModelTwice_MapsWeightsOnceUntilLastDispose()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("the memory mappings of a process are read from /proc");
        TextEncoder first = model.Load(Precision.Float32);
        string[] once = Mappings();
        TextEncoder second = model.Load(Precision.Float32);
        Assert.NotEmpty(once);
        Assert.Equal(once, Mappings());

        first.Dispose();
        float[] embedding = new float[second.Dimensions];
        second.Encode("a city", TextRole.Document, embedding);
        Assert.All(embedding, x => Assert.True(float.IsFinite(x)));
        Assert.Throws<ObjectDisposedException>(() => first.Encode("a city", TextRole.Document, embedding));

        second.Dispose();
        Assert.Empty(Mappings());
    }

    private string[] Mappings() =>
        [.. File.ReadLines("/proc/self/maps").Where(line => line.Contains(model.CacheFolder, StringComparison.Ordinal)).Order()];
}
