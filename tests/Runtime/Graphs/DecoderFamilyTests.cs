using System.Numerics.Tensors;
using System.Text.Json;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Graphs;

/// <summary>Tests for every decoder: logits, greedy tokens and routers match the reference implementation.</summary>
public sealed class DecoderFamilyTests
{
    public static TheoryData<string> Families => ["llama", "granite-moe", "granite-moe-shared"];

    public static TheoryData<string> Routed => ["granite-moe", "granite-moe-shared"];

    [Theory]
    [MemberData(nameof(Families))]
    public void Logits_WholeText_EqualTheReference(string family)
    {
        using Reference reference = new(family);
        using DecoderRun decoder = new(reference.Folder, Precision.Float32);
        foreach (JsonElement expected in reference.Cases)
        {
            decoder.Restart();
            float[][] logits = decoder.Append(Ints(expected, "input_ids"));
            AssertClose(Floats(expected, "last_logits"), logits[^1], reference.Tolerance);
            AssertClose(Floats(expected, "logsumexp_per_position"), [.. logits.Select(LogSumExp)], reference.Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Greedy_OneTokenAfterTheOther_EqualsTheReference(string family)
    {
        using Reference reference = new(family);
        using DecoderRun decoder = new(reference.Folder, Precision.Float32);
        foreach (JsonElement expected in reference.Cases)
        {
            decoder.Restart();
            Assert.Equal(Ints(expected, "greedy"), Greedy(decoder, Ints(expected, "input_ids"), count: 16));
        }
    }

    /// <summary>Drafts append several tokens at once, which must leave the same cache as one token at a time.</summary>
    [Theory]
    [MemberData(nameof(Families))]
    public void Logits_SeveralTokensAppended_EqualTheWholeText(string family)
    {
        using Reference reference = new(family);
        using DecoderRun decoder = new(reference.Folder, Precision.Float32);
        int[] ids = Ints(reference.Cases[0], "input_ids");
        float[][] whole = decoder.Append(ids);
        decoder.Restart();
        float[][] parts =
        [
            .. decoder.Append(ids[..4]), .. decoder.Append(ids[4..9]), .. decoder.Append(ids[9]), .. decoder.Append(ids[10..]),
        ];
        for (int i = 0; i < ids.Length; i++) AssertClose(whole[i], parts[i], reference.Tolerance);
    }

    [Theory]
    [MemberData(nameof(Routed))]
    public void Routers_OfEveryLayer_EqualTheReference(string family)
    {
        using Reference reference = new(family);
        using DecoderRun decoder = new(reference.Folder, Precision.Float32, withRouters: true);
        foreach (JsonElement expected in reference.Cases)
        {
            decoder.Restart();
            decoder.Append(Ints(expected, "input_ids"));
            JsonElement[] layers = [.. expected.GetProperty("router_logits").EnumerateArray()];
            Assert.Equal(layers.Length, decoder.Routers.Count);
            for (int layer = 0; layer < layers.Length; layer++)
            {
                AssertClose(
                    [.. layers[layer].EnumerateArray().SelectMany(token => token.EnumerateArray()).Select(logit => logit.GetSingle())],
                    decoder.Routers[layer],
                    reference.Tolerance);
            }
        }
    }

    /// <summary>
    /// With 4-bit weights and 64 random numbers per token logits are not exact, but their direction matches the reference.
    /// </summary>
    [Theory]
    [MemberData(nameof(Families))]
    public void Logits_In4Bits_MatchTheReferenceDirection(string family)
    {
        using Reference reference = new(family);
        using DecoderRun decoder = new(reference.Folder, Precision.Int4);
        foreach (JsonElement expected in reference.Cases)
        {
            decoder.Restart();
            float[][] logits = decoder.Append(Ints(expected, "input_ids"));
            Assert.InRange(TensorPrimitives.CosineSimilarity<float>(Floats(expected, "last_logits"), logits[^1]), 0.9f, 1.0001f);
        }
    }

    private static int[] Greedy(DecoderRun decoder, int[] prompt, int count)
    {
        int[] written = new int[count];
        float[] logits = decoder.Append(prompt)[^1];
        for (int i = 0; i < count; i++)
        {
            written[i] = TensorPrimitives.IndexOfMax<float>(logits);
            logits = decoder.Append(written[i])[0];
        }
        return written;
    }

    private static float LogSumExp(float[] logits)
    {
        float most = TensorPrimitives.Max<float>(logits);
        return most + MathF.Log(logits.Sum(logit => MathF.Exp(logit - most)));
    }

    private static void AssertClose(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }

    private static int[] Ints(JsonElement json, string field) =>
        [.. json.GetProperty(field).EnumerateArray().Select(item => item.GetInt32())];

    private static float[] Floats(JsonElement json, string field) =>
        [.. json.GetProperty(field).EnumerateArray().Select(item => item.GetSingle())];

    private sealed class Reference : IDisposable
    {
        private readonly JsonDocument _expected;

        public Reference(string family)
        {
            Folder = Path.Combine(Repository.Fixtures, "models", family);
            _expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "expected.json")));
        }

        public string Folder { get; }

        public float Tolerance => _expected.RootElement.GetProperty("tolerance").GetSingle();

        public JsonElement[] Cases => [.. _expected.RootElement.GetProperty("cases").EnumerateArray()];

        public void Dispose() => _expected.Dispose();
    }
}
