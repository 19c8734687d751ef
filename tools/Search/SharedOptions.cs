using System.CommandLine;
using SearchEngine.Cli.Completion;
using SearchEngine.Cli.Output;
using SearchEngine.Encoder;
using SearchEngine.Reranker;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Cli;

/// <summary>The options that every command takes, and their translation to the library's options.</summary>
internal sealed class SharedOptions
{
    private readonly Option<string?> _index = PathOption.CreateFolder("--index", "The index folder (default: one in your data folder)");

    private readonly Option<string?> _model = PathOption.CreateFolder(
        "--model", "The encoder: a model folder, or a name that 'search models list' shows (default: bge-small-en-v1.5)");

    private readonly Option<string?> _reranker = PathOption.CreateFolder(
        "--reranker", "The re-ranker: a model folder, or a name that 'search models list' shows (default: reranker-mini-v1)");

    private readonly Option<string?> _onnx = PathOption.CreateFile(
        "--onnx", "An ONNX file in the encoder's folder to run as it is, such as onnx/model.onnx");

    private readonly Option<int?> _dimensions = CountOption.CreateOptional(
        "--dimensions", "Keep only the first N dimensions of each embedding, if the encoder is trained for it (default: all)");

    private readonly Option<string?> _precision = CreateChoice(
        "--precision", "The precision of model weights (default: int8 on the CPU, float16 on CUDA)", "int8", "float16", "float32");

    private readonly Option<string?> _device = CreateChoice("--device", "The device that runs models (default: cpu)", "cpu", "cuda");

    private readonly Option<int> _threads = CountOption.Create(
        "--threads", "How many texts or passages to process in parallel (default: one per core)", Environment.ProcessorCount);

    private readonly Option<bool> _json = FlagOption.Create("--json", "Write one JSON object");
    private readonly Option<bool> _jsonLines = FlagOption.Create("--jsonl", "Write JSON lines: one object per result");
    private readonly Option<bool> _quiet = FlagOption.Create("--quiet", "Show no progress and no notices", "-q");
    private readonly Option<bool> _noColor = FlagOption.Create("--no-color", "Use no colours, as with NO_COLOR in the environment");

    public void AddTo(RootCommand root)
    {
        Option[] options =
        [
            _index, _model, _reranker, _onnx, _dimensions, _precision, _device, _threads, _json, _jsonLines, _quiet, _noColor,
        ];
        foreach (Option option in options)
        {
            option.Recursive = true;
            root.Options.Add(option);
        }
        _index.WithCompletions(CompletionCandidates.Folders);
        _model.WithCompletions(CompletionCandidates.Models).WithCompletions(CompletionCandidates.Folders);
        _reranker.WithCompletions(CompletionCandidates.Models).WithCompletions(CompletionCandidates.Folders);
        _jsonLines.Validators.Add(given =>
        {
            if (!given.Implicit && given.GetResult(_json) is { Implicit: false })
                given.AddError("--json writes one object and --jsonl one line per result; choose one of them");
        });
    }

    public OutputFormat GetFormat(ParseResult parsed)
    {
        if (parsed.GetValue(_json)) return OutputFormat.Json;
        return parsed.GetValue(_jsonLines) ? OutputFormat.JsonLines : OutputFormat.Text;
    }

    public Terminal CreateTerminal(ParseResult parsed) => new(parsed.GetValue(_quiet), parsed.GetValue(_noColor));

    /// <summary>Returns the index folder; the command line may be incomplete, as it is during completion.</summary>
    public string GetIndexPath(ParseResult parsed) =>
        parsed.GetValue(_index) is { Length: > 0 } index ? Path.GetFullPath(index) : KnowledgeBaseOptions.DefaultIndexPath;

    /// <exception cref="UsageException">Two options contradict each other.</exception>
    public KnowledgeBaseOptions GetKnowledgeBaseOptions(ParseResult parsed)
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
        if (parsed.GetValue(_model) is { } model) options = options with { ModelFolder = ModelPath.Resolve(model) };
        if (parsed.GetValue(_reranker) is { } reranker) options = options with { RerankerFolder = ModelPath.Resolve(reranker) };
        return options;
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
