namespace SearchEngine.BadInput.Tests;

/// <summary>Invalid command lines.</summary>
public sealed class OptionsTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>
{
    [Theory]
    [InlineData("--frobnicate", "query", "refund", "--frobnicate")]
    [InlineData("--frobnicate", "status", "--frobnicate=1")]
    [InlineData("--frobnicate", "--frobnicate")]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("extra", "query", "refund", "extra")]
    public async Task AnUnknownOption_IsNamed(string named, params string[] arguments) =>
        ErrorAssert.Reports(await indexed.RunAsync(arguments), ExitCode.UsageError, named, "Try: search", "--help");

    [Theory]
    [InlineData("'x'", "query", "refund", "-n", "x")]
    [InlineData("'0'", "query", "refund", "-n", "0")]
    [InlineData("'-3'", "query", "refund", "-n", "-3")]
    [InlineData("'99999999999'", "query", "refund", "-n", "99999999999")]
    [InlineData("'half'", "status", "--threads", "half")]
    [InlineData("'0'", "status", "--threads", "0")]
    public async Task AnInvalidCount_IsNamed(string named, params string[] arguments) =>
        ErrorAssert.Reports(await indexed.RunAsync(arguments), ExitCode.UsageError, named, arguments[^2], "whole number from 1");

    [Theory]
    [InlineData("--device", "tpu", "cuda")]
    [InlineData("--precision", "int3", "float32")]
    public async Task AnUnknownChoice_ListsTheChoices(string option, string value, string choice) =>
        ErrorAssert.Reports(await indexed.RunAsync("query", "refund", option, value), ExitCode.UsageError, $"'{value}'", $"'{choice}'");

    [Fact]
    public async Task EightBitsOnCuda_SayWhatToChoose() =>
        ErrorAssert.Reports(
            await indexed.RunAsync("query", "refund", "--device", "cuda", "--precision", "int8"),
            ExitCode.UsageError,
            "int8",
            "--device cuda",
            "float16");

    [Theory]
    [InlineData("query", "refund", "--json", "--jsonl")]
    [InlineData("status", "--jsonl", "--json")]
    public async Task BothFormsOfJson_SayToChooseOne(params string[] arguments) =>
        ErrorAssert.Reports(await indexed.RunAsync(arguments), ExitCode.UsageError, "--json ", "--jsonl", "choose one");

    [Theory]
    [InlineData("--index")]
    [InlineData("--model")]
    public async Task AnEmptyPath_IsNamed(string option) =>
        ErrorAssert.Reports(await indexed.RunAsync("query", "refund", option, ""), ExitCode.UsageError, option, "path");

    [Theory]
    [InlineData("QUERY", "query")]
    [InlineData("DIR", "index")]
    [InlineData("DIR", "eval")]
    [InlineData("--in", "query", "refund", "--in")]
    public async Task AMissingArgument_IsNamed(string named, params string[] arguments) =>
        ErrorAssert.Reports(await indexed.RunAsync(arguments), ExitCode.UsageError, named, "Try: search");

    [Fact]
    public async Task NoCommand_ShowsTheHelp() =>
        ErrorAssert.Reports(await indexed.RunProcessAsync(), ExitCode.UsageError, "a command is missing", "Usage: search", "query QUERY");
}
