using SearchEngine.Answers;

namespace SearchEngine.Engine.Tests.Answers;

public sealed class UncitedClaimsTests
{
    [Theory]
    [InlineData("Maria Okafor. \"Shift managers open the shop.\" [1]", 2, "")]
    [InlineData("It opens at nine [1]. It is painted blue.", 2, "It is painted blue.")]
    [InlineData("It opens at nine [7].", 2, "It opens at nine")]
    [InlineData("It opens at nine. It is painted blue.", 2, "It opens at nine.|It is painted blue.")]
    [InlineData("Nine. [1] Yes.", 2, "")]
    public void Find_SentencesWithoutAPassage_AreReturned(string answer, int passages, string expected) =>
        Assert.Equal(expected, string.Join('|', UncitedClaims.Find(answer, passages)));
}
