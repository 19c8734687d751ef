
namespace SearchEngine.Documents.Tests;

/// <summary>In each language, a function is a block with the comment above it, in the section of its name and what encloses it.</summary>
public sealed class LanguagesTests
{
    [Theory]
    [InlineData(
        "a.c",
        "int first(void)\n{\n    return 1;\n}\n/* Adds up. */\nstatic int total(const int *rows)\n{\n    return 0;\n}\n",
        "static int total")]
    [InlineData(
        "a.cpp",
        "class Till {\npublic:\n    int first() { return 1; }\n};\n// Adds up.\n"
        + "int Till::total(const std::vector<int>& rows) const {\n    return 0;\n}\n",
        "int Till::total")]
    [InlineData(
        "a.java",
        "class Till {\n    int first() {\n        return 1;\n    }\n    // Adds up.\n    @Override\n"
        + "    public int total(List<Integer> rows) {\n        return 0;\n    }\n}\n",
        "class Till > public int total")]
    [InlineData(
        "a.kt",
        "class Till {\n    fun first() = 1\n    /** Adds up. */\n    override fun total(rows: List<Int>): Int {\n"
        + "        return 0\n    }\n}\n",
        "class Till > override fun total")]
    [InlineData(
        "a.scala",
        "object Till {\n  def first = 1\n  // Adds up.\n  def total(rows: Seq[Int]): Int = {\n    0\n  }\n}\n",
        "object Till > def total")]
    [InlineData(
        "a.go",
        "func first() int {\n\treturn 1\n}\n// Adds up.\nfunc (t *Till) Total(rows []int) int {\n\treturn 0\n}\n",
        "func (t *Till) Total")]
    [InlineData(
        "a.rs",
        "impl Till {\n    fn first(&self) -> i32 { 1 }\n    /// Adds up.\n    #[inline]\n"
        + "    pub fn total(&self, rows: &[i32]) -> i32 {\n        0\n    }\n}\n",
        "impl Till > pub fn total")]
    [InlineData(
        "a.swift",
        "struct Till {\n    func first() -> Int { 1 }\n    /// Adds up.\n    func total(_ rows: [Int]) -> Int {\n        0\n"
        + "    }\n}\n",
        "struct Till > func total")]
    [InlineData(
        "a.m",
        "@implementation Till\n- (int)first {\n    return 1;\n}\n// Adds up.\n- (int)total:(NSArray *)rows {\n"
        + "    return 0;\n}\n@end\n",
        "- (int)total:")]
    [InlineData(
        "a.js",
        "class Till {\n  first() {\n    return 1;\n  }\n  // Adds up.\n  async total(rows) {\n    return 0;\n  }\n}\n",
        "class Till > async total")]
    [InlineData(
        "a.ts",
        "export class Till {\n  first(): number {\n    return 1;\n  }\n  /**\n   * Adds up.\n   */\n"
        + "  private total(rows: number[]): number {\n    return 0;\n  }\n}\n",
        "export class Till > private total")]
    [InlineData(
        "a.py",
        "class Till:\n    def first(self):\n        return 1\n    # Adds up.\n    @cached\n    def total(self, rows):\n"
        + "        return 0\n",
        "class Till > def total")]
    [InlineData(
        "a.rb",
        "class Till\n  def first\n    1\n  end\n  # Adds up.\n  def total(rows)\n    0\n  end\nend\n",
        "class Till > def total")]
    [InlineData(
        "a.php",
        "<?php\nclass Till {\n    function first() {\n        return 1;\n    }\n    // Adds up.\n"
        + "    public function total(array $rows): int\n    {\n        return 0;\n    }\n}\n",
        "class Till > public function total")]
    [InlineData(
        "a.pl",
        "sub first {\n    return 1;\n}\n# Adds up.\nsub total {\n    my (@rows) = @_;\n}\n",
        "sub total")]
    [InlineData(
        "a.lua",
        "local function first()\n  return 1\nend\n-- Adds up.\nfunction Till.total(rows)\n  return 0\nend\n",
        "function Till.total")]
    [InlineData(
        "a.r",
        "first <- function() {\n  1\n}\n# Adds up.\ntotal <- function(rows) {\n  0\n}\n",
        "total <- function")]
    [InlineData(
        "a.jl",
        "function first()\n    1\nend\n# Adds up.\ntotal(rows) = sum(rows)\n",
        "total(rows)")]
    [InlineData(
        "a.hs",
        "first :: Int\nfirst = 1\n-- Adds up.\ntotal :: [Int] -> Int\ntotal rows = sum rows\n",
        "total :: [Int] -> Int")]
    [InlineData(
        "a.ml",
        "let first () = 1\n(* Adds up. *)\nlet rec total rows =\n  0\n",
        "let rec total rows")]
    [InlineData(
        "a.fs",
        "module Till =\n    let first () = 1\n    /// Adds up.\n    let total rows =\n        0\n",
        "module Till > let total rows")]
    [InlineData(
        "a.ex",
        "defmodule Till do\n  def first do\n    1\n  end\n  # Adds up.\n  defp total(rows) do\n    0\n  end\nend\n",
        "defmodule Till do > defp total")]
    [InlineData(
        "a.erl",
        "first() ->\n    1.\n%% Adds up.\ntotal(Rows) ->\n    0.\n",
        "total(Rows) ->")]
    [InlineData(
        "a.clj",
        "(defn first [] 1)\n;; Adds up.\n(defn total\n  [rows]\n  0)\n",
        "(defn total")]
    [InlineData(
        "a.dart",
        "class Till {\n  int first() => 1;\n  /// Adds up.\n  Future<int> total(List<int> rows) async {\n    return 0;\n"
        + "  }\n}\n",
        "class Till > Future<int> total")]
    [InlineData(
        "a.zig",
        "fn first() i32 {\n    return 1;\n}\n// Adds up.\npub fn total(rows: []i32) i32 {\n    return 0;\n}\n",
        "pub fn total")]
    [InlineData(
        "a.sh",
        "first() {\n  echo 1\n}\n# Adds up.\ntotal() {\n  echo 0\n}\n",
        "total()")]
    [InlineData(
        "a.ps1",
        "function Get-First {\n    1\n}\n# Adds up.\nfunction Get-Total {\n    param($Rows)\n}\n",
        "function Get-Total")]
    [InlineData(
        "a.sql",
        "create table first (\n  id int\n);\n-- Adds up.\ncreate view total as\n  select 0;\n",
        "create view total")]
    [InlineData(
        "a.vb",
        "Public Class Till\n    Function First() As Integer\n        Return 1\n    End Function\n    ' Adds up.\n"
        + "    Public Shared Function Total(rows As List) As Integer\n        Return 0\n    End Function\nEnd Class\n",
        "Public Class Till > Public Shared Function Total")]
    [InlineData(
        "a.proto",
        "message First {\n  int32 id = 1;\n}\n// Adds up.\nmessage Total {\n  int32 sum = 1;\n}\n",
        "message Total")]
    [InlineData(
        "a.tf",
        "resource \"oven\" \"first\" {\n  heat = 1\n}\n# Adds up.\nresource \"oven\" \"total\" {\n  heat = 0\n}\n",
        "resource \"oven\" \"total\"")]
    public void Read_FunctionBelowAComment_IsOneBlockInItsSection(string name, string code, string path)
    {
        DocumentText document = TestDocuments.Read(name, System.Text.Encoding.UTF8.GetBytes(code));

        DocumentAssert.BlocksCoverAllText(document);
        DocumentBlock block = Assert.Single(
            document.Blocks,
            block => TestDocuments.GetText(document, block).Contains("Adds up.", StringComparison.Ordinal));
        string text = TestDocuments.GetText(document, block);
        Assert.StartsWith(path, block.Section.Path);
        Assert.DoesNotContain("first", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("total", text, StringComparison.OrdinalIgnoreCase);
        Assert.True(text.AsSpan().TrimStart().IndexOf("Adds up.") < 10, text);
    }
}
