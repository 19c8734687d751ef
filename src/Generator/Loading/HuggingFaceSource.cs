using System.Text.Json;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Decoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Generator.Loading;

/// <summary>A decoder in a Hugging Face folder.</summary>
internal sealed record HuggingFaceSource : DecoderSource
{
    private readonly Checkpoint _checkpoint;

    private HuggingFaceSource(Checkpoint checkpoint, string? template, IReadOnlyList<int> eosTokenIds)
        : base(
            System.IO.Path.GetFileName(System.IO.Path.GetFullPath(checkpoint.Folder)),
            checkpoint.Folder,
            DecoderGraph.Describe(checkpoint),
            template,
            checkpoint.Config.GetIntOrNull("bos_token_id"),
            eosTokenIds) => _checkpoint = checkpoint;

    public static HuggingFaceSource OpenFolder(string folder)
    {
        Checkpoint checkpoint = Checkpoint.Open(folder);
        try
        {
            JsonFile? tokenizerConfig = JsonFile.ReadIfExists(System.IO.Path.Combine(folder, "tokenizer_config.json"));
            string? template = tokenizerConfig?.GetStringOrNull("chat_template");
            JsonFile? generationConfig = JsonFile.ReadIfExists(System.IO.Path.Combine(folder, "generation_config.json"));
            return new HuggingFaceSource(checkpoint, template, ReadEosTokenIds(checkpoint.Config, generationConfig));
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }

    public override TextTokenizer LoadTokenizer() => TextTokenizer.Load(_checkpoint.Folder);

    public override GraphKey CreateGraphKey(Precision precision) =>
        GraphKey.ForDecoder(_checkpoint.WeightsHash, _checkpoint.Config.Root.GetRawText(), precision, Device.Cpu);

    public override void WriteGraph(Precision precision, string folder) => DecoderGraph.Write(_checkpoint, precision, folder);

    public override void Dispose() => _checkpoint.Dispose();

    /// <summary>Reads the ids of both files, each of which may have one or a list of them.</summary>
    private static IReadOnlyList<int> ReadEosTokenIds(params ReadOnlySpan<JsonFile?> files)
    {
        const string Field = "eos_token_id";
        HashSet<int> ids = [];
        foreach (JsonFile? file in files)
        {
            if (file is null || !file.Root.TryGetProperty(Field, out JsonElement value)) continue;
            if (value.ValueKind == JsonValueKind.Array) ids.UnionWith(file.GetIntsOrNull(Field)!);
            else if (file.GetIntOrNull(Field) is { } id) ids.Add(id);
        }
        return [.. ids];
    }
}
