using SearchEngine.Tests;

namespace SearchEngine.Engine.Tests;

public sealed class KnowledgeBaseOptionsTests : IDisposable
{
    private const string Name = "bge-small-en-v1.5";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void GetAnswerEncoderFolder_NamedFolder_IsTaken() =>
        Assert.Equal("/elsewhere", new KnowledgeBaseOptions { AnswerEncoderFolder = "/elsewhere" }.GetAnswerEncoderFolder());

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public void GetAnswerEncoderFolder_EncoderOfThatName_IsTaken(string end)
    {
        _folder.Write(Path.Combine(Name, "config.json"), "{}");
        KnowledgeBaseOptions options = new() { ModelFolder = _folder[Name] + end };
        Assert.Equal(_folder[Name], options.GetAnswerEncoderFolder());
    }

    [Fact]
    public void GetAnswerEncoderFolder_AnotherEncoder_IsFoundByName()
    {
        string found = new KnowledgeBaseOptions { ModelFolder = _folder["another"] }.GetAnswerEncoderFolder();
        Assert.Equal(Path.Combine(Repository.Models, Name), found);
    }
}
