using SearchEngine.Cli.Interactive;

namespace SearchEngine.Cli.Tests.Interactive;

public sealed class FileOpenerTests
{
    [Theory]
    [InlineData("nvim", "", "nvim +7")]
    [InlineData("", "/usr/bin/nano -l", "/usr/bin/nano -l +7")]
    [InlineData("code -w", "vi", "code -w")]
    [InlineData("vi; rm -rf $HOME", "", "vi; rm -rf $HOME")]
    public void Create_Editor_UsesTheUsersVariables(string visual, string editor, string expected) =>
        Assert.Equal(expected, Format(PromptAction.OpenEditor, new() { ["VISUAL"] = visual, ["EDITOR"] = editor }));

    [Fact]
    public void Create_Pager_UsesTheUsersVariable() =>
        Assert.Equal("less -R +7", Format(PromptAction.OpenPager, new() { ["PAGER"] = "less -R" }));

    [Fact]
    public void Create_NoVariables_UsesTheSystemsPrograms()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("other systems have others");

        Assert.Equal(
            ["vi +7", "less +7", "xdg-open"],
            new[] { PromptAction.OpenEditor, PromptAction.OpenPager, PromptAction.OpenDefault }.Select(step => Format(step, [])));
    }

    [Fact]
    public async Task OpenAsync_MissingFile_ReturnsAnError() =>
        Assert.EndsWith("no longer exists", await FileOpener.OpenAsync(
            SampleResults.CreateHit("Note", root: Path.GetTempPath(), path: "no-such-note.md"), PromptAction.OpenEditor));

    private static string Format(PromptAction step, Dictionary<string, string> variables)
    {
        Opener opener = Opener.Create(step, 7, variables.GetValueOrDefault);
        return string.Join(' ', opener.Arguments.Prepend(opener.Program));
    }
}
