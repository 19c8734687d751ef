using SearchEngine.Documents.Formats.Code;

namespace SearchEngine.Documents.Tests;

public sealed class SourceCodeReaderTests
{
    private static readonly SourceCodeReader Reader = new();

    [Fact]
    public void Read_Python_FollowsIndentation()
    {
        const string code = "import os\n\n\nclass Oven:\n    \"\"\"Bakes.\"\"\"\n\n    async def bake(self, loaves):\n"
            + "        x = 1\n\n        return x\n\n\ndef main():\n    pass\n\nmain()\n";

        AssertSections(
            Reader.Read("oven.py", code),
            ("import os", ""),
            ("class Oven:", "class Oven"),
            ("    async def bake(self, loaves):", "class Oven > async def bake(self, loaves)"),
            ("        return x", "class Oven > async def bake(self, loaves)"),
            ("def main():", "def main()"),
            ("main()", ""));
    }

    [Theory]
    [InlineData("a.go", "func (s *Store) Get(key string) (int, error) {", "func (s *Store) Get(key string) (int, error)")]
    [InlineData("a.go", "type Store struct {", "type Store struct")]
    [InlineData("a.rs", "pub(crate) fn parse<T>(input: &str) -> T {", "pub(crate) fn parse<T>(input: &str) -> T")]
    [InlineData("a.rs", "impl<T> Display for Wrapper<T> {", "impl<T> Display for Wrapper<T>")]
    [InlineData("a.js", "export default async function load(url) {", "export default async function load(url)")]
    [InlineData("a.js", "const double = (x) => x * 2;", "const double = (x) => x * 2;")]
    [InlineData("a.ts", "  render(props: Props): void {", "render(props: Props): void")]
    [InlineData("a.java", "    public static List<String> names() throws IOException {", "public static List<String> names() "
        + "throws IOException")]
    [InlineData("a.c", "static int *find(const char *name)", "static int *find(const char *name)")]
    [InlineData("a.sh", "deploy() {", "deploy()")]
    [InlineData("a.sql", "create table if not exists members (", "create table if not exists members")]
    [InlineData("a.rb", "def total", "def total")]
    public void Read_Declaration_OpensItsSection(string name, string line, string signature) =>
        Assert.Equal(signature, Reader.Read(name, line + "\n").Blocks[0].Section.Path);

    [Theory]
    [InlineData("a.js", "if (ready) {")]
    [InlineData("a.java", "    return Total(x);")]
    [InlineData("a.java", "// class of things that matter")]
    [InlineData("a.py", "class of things that matter")]
    [InlineData("a.py", "from shop import (")]
    [InlineData("a.c", "for (int i = 0; i < n; i++) {")]
    public void Read_LineThatDeclaresNothing_OpensNoSection(string name, string line) =>
        Assert.Equal("", Reader.Read(name, line + "\n").Blocks[0].Section.Path);

    [Fact]
    public void Read_LongLine_IsText()
    {
        DocumentText document = Reader.Read("a.js", "function f(" + new string('x', 100_000) + ") {");

        DocumentAssert.BlocksCoverAllText(document);
        Assert.Equal("", document.Blocks[0].Section.Path);
    }

    private static void AssertSections(DocumentText document, params (string FirstLine, string Path)[] expected)
    {
        DocumentAssert.BlocksCoverAllText(document);
        Assert.Equal(
            expected,
            document.Blocks.Select(block => (document.Text[block.Start..block.End].Split('\n')[0].TrimEnd(), block.Section.Path)));
    }
}
