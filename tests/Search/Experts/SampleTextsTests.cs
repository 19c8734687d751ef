using SearchEngine.Cli.Experts;

namespace SearchEngine.Cli.Tests.Experts;

public sealed class SampleTextsTests
{
    [Fact]
    public void Load_Texts_CoverSeveralTopicsAndCode()
    {
        IReadOnlyList<TopicText> texts = SampleTexts.Load();

        Assert.Equal(["astronomy", "baking", "code", "football", "history", "law", "medicine"], texts.Select(text => text.Topic));
        Assert.All(texts, text => Assert.InRange(text.Text.Length, 500, 2000));
    }
}
