using System.Text.Json;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Tests;

namespace SearchEngine.Reranker.Tests.Packing;

/// <summary>
/// Compares the graphs for CUDA, run on the CPU with the tests' implementation of the attention operator, with the
/// output of transformers for the same weights.
/// </summary>
public sealed class PackedReferenceTests
{
    [Theory]
    [MemberData(nameof(ReferencePair.Families), MemberType = typeof(ReferencePair))]
    public void Score_EachFamilyInOneRow_EqualsReference(string name)
    {
        string folder = Path.Combine(Repository.Fixtures, "models", name);
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        float tolerance = expected.RootElement.GetProperty("tolerance").GetSingle();
        JsonElement[] cases = [.. expected.RootElement.GetProperty("cases").EnumerateArray()];
        using PackedCrossEncoder model = new(folder, Precision.Float32);

        PassageScore[] scores = model.ScoreInOneRow(
            cases.Select(pair => (pair.GetProperty("query").GetString()!, pair.GetProperty("passage").GetString()!)));

        Assert.Equal([cases.Length], model.Rows);
        for (int i = 0; i < cases.Length; i++) Assert.Equal(cases[i].GetProperty("logits")[0].GetSingle(), scores[i].Logit, tolerance);
    }

    /// <summary>Checks that spans come from the right pair: each case has a different answer.</summary>
    [Theory]
    [InlineData(Precision.Float32, 1e-3f)]
    [InlineData(Precision.Float16, 0.05f)]
    public void Score_ShippedModelWithAnyOtherPairsInRow_EqualsReference(Precision precision, float tolerance)
    {
        IReadOnlyList<ReferencePair> pairs = ReferencePair.ForShippedModel;
        ReferencePair[] others = [.. pairs.Select((pair, i) => pair with { Passage = pairs[(i + 1) % pairs.Count].Passage })];
        using PackedCrossEncoder model = new(ShippedModel.Folder, precision);
        foreach (ReferencePair[] row in (ReferencePair[][])[[.. pairs], [.. others, .. pairs], [.. others, .. pairs.Reverse()]])
        {
            PassageScore[] scores = model.ScoreInOneRow(row.Select(pair => (pair.Query, pair.Passage)));
            foreach ((ReferencePair pair, PassageScore score) in row.Zip(scores).Skip(row.Length - pairs.Count))
            {
                Assert.Equal(pair.Logit, score.Logit, tolerance);
                Assert.Equal(pair.NoAnswer, score.NoAnswerScore!.Value, tolerance);
                Assert.Equal(pair.SpanScore, score.Answer!.Value.Score, tolerance);
                Assert.Equal(pair.SpanText, pair.GetAnswer(score));
            }
        }
    }

    /// <summary>Compares all properties of a score with those of the CPU, which runs one pair at a time.</summary>
    [Fact]
    public void Score_EmptyAndOtherPassagesInOneRow_EqualsSinglePair()
    {
        const float Same = 1e-3f;
        const string Question = "Who approves refunds?";
        string[] passages =
        [
            "The oven was bought in 2019.",
            "",
            "Refunds above 500 euros are approved by the finance lead, Maria Okafor.",
            "Bread.",
        ];
        using PackedCrossEncoder model = new(ShippedModel.Folder, Precision.Float32);
        using CrossEncoder cpu = CrossEncoder.Load(ShippedModel.Folder, new CrossEncoderOptions { Precision = Precision.Float32 });

        PassageScore[] scores = model.ScoreInOneRow(passages.Select(passage => (Question, passage)));

        for (int i = 0; i < passages.Length; i++)
        {
            PassageScore alone = cpu.Score(Question, passages[i]);
            Assert.Equal(alone.Logit, scores[i].Logit, Same);
            Assert.Equal(alone.Probability, scores[i].Probability, Same);
            Assert.Equal((alone.Answer?.Start, alone.Answer?.End), (scores[i].Answer?.Start, scores[i].Answer?.End));
            Assert.Equal(alone.NoAnswerScore is null, scores[i].NoAnswerScore is null);
        }
    }
}
