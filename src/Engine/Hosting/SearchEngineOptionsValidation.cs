using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using SearchEngine.Answers;
using SearchEngine.Ingestion;
using SearchEngine.Models;
using SearchEngine.Reranker;

namespace SearchEngine.Hosting;

/// <summary>Says all that is wrong with the options of one search engine, each with the way out.</summary>
internal sealed class SearchEngineOptionsValidation(EngineRegistration registration, IEnumerable<EngineRegistration> all, IServiceProvider provider) : IValidateOptions<SearchEngineOptions>
{
    public ValidateOptionsResult Validate(string? name, SearchEngineOptions options)
    {
        if (name != registration.Name) return ValidateOptionsResult.Skip;
        string[] faults = [.. Index(options), .. Folders(options), .. Models(options), .. Limits(options)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults.Select(fault => $"{CallOf(registration)}: {fault}"));
    }

    private IEnumerable<string> Index(SearchEngineOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.IndexPath))
        {
            yield return "IndexPath is empty: name a folder for the index.";
            yield break;
        }
        if (IndexAccessCheck.Missing(options.IndexPath, toWrite: options.Folders.Count > 0) is { } missing) yield return $"IndexPath: {missing}";
        if (options.Folders.Count == 0) yield break;
        foreach (EngineRegistration other in all.Where(other => other != registration && string.CompareOrdinal(other.Name, registration.Name) < 0))
        {
            SearchEngineOptions theirs = UnvalidatedOptions.Unvalidated(provider, other.Name);
            if (theirs.Folders.Count > 0 && Full(theirs.IndexPath) == Full(options.IndexPath))
                yield return $"IndexPath: '{options.IndexPath}' is written by the search engine of {CallOf(other)} too: give each an index of its own, or all folders to one of them.";
        }
    }

    private static IEnumerable<string> Folders(SearchEngineOptions options)
    {
        if (options.Watch && options.Folders.Count == 0) yield return "Watch is set and Folders is empty, so there is nothing to watch: add a folder, or leave Watch out.";
        if (options.RetryAfter <= TimeSpan.Zero) yield return $"RetryAfter is {options.RetryAfter}: an index that is being written is tried again after a time above zero.";
        HashSet<string> seen = [];
        foreach (string folder in options.Folders)
        {
            if (string.IsNullOrWhiteSpace(folder)) yield return "Folders has an empty name in it: name a folder, or leave it out.";
            else if (!Directory.Exists(folder)) yield return $"Folders: there is no folder '{folder}'.";
            else if (!seen.Add(Full(folder))) yield return $"Folders: '{folder}' is named twice.";
            else if (Full(folder) == Full(options.IndexPath)) yield return $"Folders: '{folder}' is the index itself: give the index a folder of its own.";
        }
    }

    private IEnumerable<string> Models(SearchEngineOptions options)
    {
        KnowledgeBaseOptions defaults = new();
        bool ownEncoder = KnowledgeBaseFactory.Has<IEmbeddingGenerator<string, Embedding<float>>>(provider, registration);
        bool ownRanker = KnowledgeBaseFactory.Has<IReranker>(provider, registration), ownWriter = KnowledgeBaseFactory.Has<IChatClient>(provider, registration);
        if (ownEncoder && options.ModelFolder is not null) yield return "ModelFolder and UseEncoder are both given, and one of them is to make vectors: leave the other out.";
        else if (!ownEncoder && Absent(options.ModelFolder ?? defaults.ModelFolder)) yield return NoModel(nameof(options.ModelFolder), options.ModelFolder ?? defaults.ModelFolder);

        if (ownRanker && options.RerankerFolder is not null) yield return "RerankerFolder and UseReranker are both given, and one of them is to score passages: leave the other out.";
        else if (!ownRanker && Absent(options.RerankerFolder ?? defaults.RerankerFolder)) yield return NoModel(nameof(options.RerankerFolder), options.RerankerFolder ?? defaults.RerankerFolder);

        if (options.Answers && ModelFolders.Find(AnswerabilityClassifier.Default.Encoder) is var judge && Absent(judge))
            yield return $"Answers: whether documents answer is decided with the encoder {AnswerabilityClassifier.Default.Encoder}, and there is none at '{judge}'. Put it there, or set Answers to false.";
        if (!options.Answers && options.GeneratorPath is not null) yield return "Answers is false and GeneratorPath names a model that would write them: leave one of them out.";
        else if (!options.Answers && ownWriter) yield return "Answers is false and UseChatClient gives a model that would write them: leave one of them out.";
        else if (ownWriter && options.GeneratorPath is not null) yield return "GeneratorPath and UseChatClient are both given, and one of them is to write answers: leave the other out.";
        else if (options.Answers && !ownWriter && Absent(options.GeneratorPath ?? defaults.GeneratorPath))
            yield return NoModel(nameof(options.GeneratorPath), options.GeneratorPath ?? defaults.GeneratorPath) + " Where nothing is to be answered, set Answers to false.";
    }

    private static IEnumerable<string> Limits(SearchEngineOptions options)
    {
        if (options.MaxFileSize is <= 0 or > FileSizes.MaxFileSize) yield return $"MaxFileSize is {options.MaxFileSize}: files of 1 to {FileSizes.MaxFileSize} bytes can be read.";
        if (options.ReadingLimit is { } limit && limit <= TimeSpan.Zero) yield return $"ReadingLimit is {limit}: a document may take a time above zero.";
        if (options.Encoder.Threads < 1) yield return $"Encoder.Threads is {options.Encoder.Threads}: at least one is needed.";
        if (options.Reranker.Threads < 1) yield return $"Reranker.Threads is {options.Reranker.Threads}: at least one is needed.";
        if (options.Generator.Threads < 1) yield return $"Generator.Threads is {options.Generator.Threads}: at least one is needed.";
    }

    /// <summary>The call that an engine was added by, which is where its options are.</summary>
    private static string CallOf(EngineRegistration engine) => engine.Key is { } key ? $"AddKeyedSearchEngine(\"{key}\")" : "AddSearchEngine";

    private static bool Absent(string path) => !Path.Exists(path);

    private static string NoModel(string option, string path) => $"{option}: there is no model at '{path}'. Name one there, or put the models in a folder 'models' at or above the program, or name their folder in SEARCHENGINE_MODELS.";

    private static string Full(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
