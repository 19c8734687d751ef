using SearchEngine.Cli.Interactive;

namespace SearchEngine.Cli.Tests.Interactive;

public sealed class KeyboardTests
{
    [Fact]
    public void Read_Key_ReturnsIt() => Assert.Equal('a', CreateKeyboard("a").Read().Key.KeyChar);

    [Fact]
    public void Read_EscapeAlone_ReturnsEscape() => Assert.Equal('\e', CreateKeyboard("\e").Read().Key.KeyChar);

    [Fact]
    public void Read_Paste_ReturnsItsText()
    {
        Keyboard keyboard = CreateKeyboard("\e[200~rm -rf\r\e[31m\e[201~x");

        Assert.Equal("rm -rf\r", keyboard.Read().PastedText);
        Assert.Equal('x', keyboard.Read().Key.KeyChar);
    }

    [Theory]
    [InlineData("\e[99;5ux")]
    [InlineData("\eOPx")]
    [InlineData("\e[Ix")]
    public void Read_UnknownSequence_SkipsIt(string typed) => Assert.Equal('x', CreateKeyboard(typed).Read().Key.KeyChar);

    [Fact]
    public void Read_VeryLongPaste_KeepsItsBeginning()
    {
        Keyboard keyboard = CreateKeyboard($"\e[200~{new string('y', 100_000)}\e[201~x");

        Assert.Equal(new string('y', EditorLine.MaxLength), keyboard.Read().PastedText);
        Assert.Equal('x', keyboard.Read().Key.KeyChar);
    }

    private static Keyboard CreateKeyboard(string typed)
    {
        Queue<char> keys = new(typed);
        return new Keyboard(() => new ConsoleKeyInfo(keys.Dequeue(), default, false, false, false), () => keys.Count > 0);
    }
}
