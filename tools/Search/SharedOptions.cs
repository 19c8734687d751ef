using System.CommandLine;
using SearchEngine.Cli.Completion;
using SearchEngine.Cli.Endpoints;
using SearchEngine.Cli.Output;
using SearchEngine.Encoder;
using SearchEngine.Reranker;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Cli;

/// <summary>The options that every command takes, and what they mean to the library.</summary>
internal sealed class SharedOptions
{
    private readonly Option<string?> _index = PathOption.CreateFolder("--index", "The index folder (default: one in your data folder)");
    private readonly Option<string?> _model = PathOption.CreateFolder("--model", "The encoder's folder, or the name of one that 'search models list' shows (default: bge-small-en-v1.5)");
    private readonly Option<string?> _reranker = PathOption.CreateFolder("--reranker", "The re-ranker's folder, or the name of one that 'search models list' shows (default: reranker-mini-v1)");
    private readonly Option<string?> _onnx = PathOption.CreateFile("--onnx", "A ready ONNX file of the encoder's folder to run as it is, such as onnx/model.onnx");
    private readonly Option<int?> _dimensions = CountOption.CreateOptional("--dimensions", "Numbers to keep of each embedding, for an encoder trained for it (default: all)");
    private readonly Option<string?> _precision = CreateChoice("--precision", "How models hold their weights (default: int8 on the CPU, float16 on CUDA)", "int8", "float16", "float32");
    private readonly Option<string?> _device = CreateChoice("--device", "Where models run (default: cpu)", "cpu", "cuda");
    private readonly Option<int> _threads = CountOption.Create("--threads", "Texts encoded and passages scored at once (default: one a core)", Environment.ProcessorCount);
    private readonly Option<bool> _json = FlagOption.Create("--json", "Write one JSON object");
    private readonly Option<bool> _jsonLines = FlagOption.Create("--jsonl", "Write JSON lines: an object for each result");
    private readonly Option<bool> _quiet = FlagOption.Create("--quiet", "No progress and no notices", "-q");
    private readonly Option<bool> _noColor = FlagOption.Create("--no-color", "No colours (NO_COLOR does the same)");

    public void AddTo(RootCommand root)
    {
        foreach (Option option in (Option[])[_index, _model, _reranker, _onnx, _dimensions, _precision, _device, _threads, _json, _jsonLines, _quiet, _noColor])
        {
            option.Recursive = true;
            root.Options.Add(option);
        }
        _index.WithCompletions(CompletionCandidates.Folders);
        _model.WithCompletions(CompletionCandidates.Models).WithCompletions(CompletionCandidates.Folders);
        _reranker.WithCompletions(CompletionCandidates.Models).WithCompletions(CompletionCandidates.Folders);
        _jsonLines.Validators.Add(given =>
        {
            if (!given.Implicit && given.GetResult(_json) is { Implicit: false }) given.AddError("--json writes one object and --jsonl a line for each result; choose one of them");
        });
    }

    public OutputFormat GetFormat(ParseResult parsed) => parsed.GetValue(_json) ? OutputFormat.Json : parsed.GetValue(_jsonLines) ? OutputFormat.JsonLines : OutputFormat.Text;

    public Terminal CreateTerminal(ParseResult parsed) => new(parsed.GetValue(_quiet), parsed.GetValue(_noColor));

    /// <summary>The index folder, of a command line that may be half typed.</summary>
    public string GetIndexPath(ParseResult parsed) => parsed.GetValue(_index) is { Length: > 0 } index ? Path.GetFullPath(index) : KnowledgeBaseOptions.DefaultIndexPath;

    public KnowledgeBaseOptions GetKnowledgeBaseOptions(ParseResult parsed) => ReadForAnswers(parsed) is (var options, null) ? options
        : throw new UsageException($"--model {parsed.GetValue(_model)} writes answers, as 'search ask' takes it; here --model is the encoder's folder");

    /// <summary>The same, and the model of a server that is to write answers, where --model names one instead of an encoder.</summary>
    public (KnowledgeBaseOptions Options, string? Writer) ReadForAnswers(ParseResult parsed)
    {
        Precision? precision = GetEnumValue<Precision>(parsed, _precision);
        Device device = GetEnumValue<Device>(parsed, _device) ?? Device.Cpu;
        if (device == Device.Cuda && precision == Precision.Int8)
            throw new UsageException("--precision int8 is for the CPU; with --device cuda leave it out, or choose float16 or float32");

        KnowledgeBaseOptions options = new()
        {
            IndexPath = GetIndexPath(parsed),
            Encoder = new EncoderOptions
            {
                OnnxFile = parsed.GetValue(_onnx),
                Dimensions = parsed.GetValue(_dimensions),
                Precision = precision,
                Device = device,
                Threads = parsed.GetValue(_threads),
            },
            Reranker = new CrossEncoderOptions { Precision = precision, Device = device, Threads = parsed.GetValue(_threads) },
        };
        if (parsed.GetValue(_reranker) is { } reranker) options = options with { RerankerFolder = ModelPath.Resolve(reranker) };
        string? model = parsed.GetValue(_model);
        if (ChatEndpoint.IsEndpointName(model)) return (options, model);
        return (model is null ? options : options with { ModelFolder = ModelPath.Resolve(model) }, null);
    }

    private static Option<string?> CreateChoice(string name, string description, params string[] values)
    {
        Option<string?> option = new(name) { Description = description };
        option.AcceptOnlyFromAmong(values);
        return option;
    }

    private static T? GetEnumValue<T>(ParseResult parsed, Option<string?> option) where T : struct, Enum =>
        parsed.GetValue(option) is { } value ? Enum.Parse<T>(value, ignoreCase: true) : null;
}
