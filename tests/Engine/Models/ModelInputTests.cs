using SearchEngine.Models;

namespace SearchEngine.Engine.Tests.Models;

public sealed class ModelInputTests
{
    [Theory]
    [InlineData("Refunds", "Policy > Late", "Thirty days.", "Refunds\nPolicy > Late\nThirty days.")]
    [InlineData("Refunds", "Refunds > Late", "Thirty days.", "Refunds > Late\nThirty days.")]
    [InlineData("Refunds", "Refunds", "Thirty days.", "Refunds\nThirty days.")]
    [InlineData("Ref", "Refunds > Late", "Thirty days.", "Ref\nRefunds > Late\nThirty days.")]
    [InlineData("Refunds", "", "Thirty days.", "Refunds\nThirty days.")]
    [InlineData("", "Policy", "Thirty days.", "Policy\nThirty days.")]
    [InlineData("", "", "Thirty days.", "Thirty days.")]
    public void Compose_TitleHeadingText_HasEachOnce(string title, string heading, string text, string expected) =>
        Assert.Equal(expected, ModelInput.Compose(title, heading, text));

    [Fact]
    public void ComputeKey_Texts_IsEqualForEqualTextsOnly()
    {
        Assert.Equal(ModelInput.ComputeKey("Thirty days."), ModelInput.ComputeKey("Thirty days."));
        Assert.NotEqual(ModelInput.ComputeKey("Thirty days."), ModelInput.ComputeKey("Thirty days"));
    }
}
