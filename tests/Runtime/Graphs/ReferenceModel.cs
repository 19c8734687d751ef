using System.Text.Json;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Graphs;

/// <summary>The reference implementation's outputs for one text.</summary>
internal sealed record ReferenceCase(long[] Ids, float[] FirstToken, float[] LastToken, float[] Mean, float[] Cls);

/// <summary>A small random model of the fixtures, and the reference's outputs for it.</summary>
internal sealed class ReferenceModel
{
    private ReferenceModel(string name)
    {
        Folder = Path.Combine(Repository.Fixtures, "models", name);
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json")));
        Tolerance = expected.RootElement.GetProperty("tolerance").GetSingle();
        Cases = [.. expected.RootElement.GetProperty("cases").EnumerateArray().Select(example => new ReferenceCase(
            [.. example.GetProperty("input_ids").EnumerateArray().Select(id => id.GetInt64())],
            Floats(example, "first_token"), Floats(example, "last_token"), Floats(
                example, "mean_normalized"), Floats(example, "cls_normalized")))];
    }

    /// <summary>The encoders among the fixtures, one per family.</summary>
    public static TheoryData<string> Encoders => ["bert", "roberta", "xlm-roberta", "mpnet", "distilbert", "modernbert", "nomic-bert"];

    public string Folder { get; }

    public float Tolerance { get; }

    public IReadOnlyList<ReferenceCase> Cases { get; }

    public static ReferenceModel Load(string name) => new(name);

    /// <summary>Default settings with the given pooling.</summary>
    public static EmbeddingSettings Pooling(PoolingMode mode) => new(mode, Normalize: true, MaxTokens: null, "", "");

    /// <summary>Copies the folder and changes its config.json.</summary>
    public static TemporaryFolder CopyWithConfig(string name, Func<string, string> change)
    {
        string source = Path.Combine(Repository.Fixtures, "models", name);
        TemporaryFolder copy = new();
        File.Copy(Path.Combine(source, "model.safetensors"), copy["model.safetensors"]);
        copy.Write("config.json", change(File.ReadAllText(Path.Combine(source, "config.json"))));
        return copy;
    }

    /// <summary>Asserts that hidden states [n, hidden] match the reference.</summary>
    public void AssertHidden(ReferenceCase expected, float[] hidden)
    {
        AssertClose(expected.FirstToken, hidden.AsSpan(0, expected.FirstToken.Length));
        AssertClose(expected.LastToken, hidden.AsSpan(hidden.Length - expected.LastToken.Length));
    }

    public void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], Tolerance);
    }

    private static float[] Floats(JsonElement example, string name) =>
        [.. example.GetProperty(name).EnumerateArray().Select(x => x.GetSingle())];
}
