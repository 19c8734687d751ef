using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using SearchEngine.Answers;
using SearchEngine.Ingestion;
using SearchEngine.Reranker;

namespace SearchEngine.Hosting;

/// <summary>Finds everything that is wrong with the options of one search engine, and says what to do about it.</summary>
internal sealed class SearchEngineOptionsValidation(
    EngineRegistration registration, IEnumerable<EngineRegistration> allRegistrations, IServiceProvider provider)
    : IValidateOptions<SearchEngineOptions>
{
    private const string ModelsAdvice =
        "Name another folder, put the models in a folder 'models' at or above the program, or name their folder in SEARCHENGINE_MODELS.";

    public ValidateOptionsResult Validate(string? name, SearchEngineOptions options)
    {
        if (name != registration.Name) return ValidateOptionsResult.Skip;
        string[] problems =
        [
            .. CheckIndex(options),
            .. CheckFolders(options),
            .. CheckEncoder(options),
            .. CheckReranker(options),
            .. CheckAnswers(options),
            .. CheckLimits(options),
        ];
        return problems.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(problems.Select(problem => $"{DescribeCall(registration)}: {problem}"));
    }

    private IEnumerable<string> CheckIndex(SearchEngineOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.IndexPath))
        {
            yield return "IndexPath is empty: name a folder for the index.";
            yield break;
        }
        if (IndexAccessCheck.FindProblem(options.IndexPath, forWriting: options.Folders.Count > 0) is { } problem)
            yield return $"IndexPath: {problem}";
        if (options.Folders.Count == 0) yield break;

        // Each pair of engines is reported once.
        foreach (EngineRegistration other in allRegistrations.Where(other => string.CompareOrdinal(other.Name, registration.Name) < 0))
        {
            SearchEngineOptions otherOptions = UnvalidatedOptions.Create(provider, other.Name);
            if (otherOptions.Folders.Count == 0 || GetFullPath(otherOptions.IndexPath) != GetFullPath(options.IndexPath)) continue;
            yield return $"IndexPath: '{options.IndexPath}' is also written by the search engine of {DescribeCall(other)}. "
                + "Give each engine its own index, or index all folders with one of them.";
        }
    }

    private static IEnumerable<string> CheckFolders(SearchEngineOptions options)
    {
        if (options.Watch && options.Folders.Count == 0)
            yield return "Watch is true but Folders is empty, so there is nothing to watch: add a folder, or set Watch to false.";
        if (options.RetryAfter <= TimeSpan.Zero)
            yield return $"RetryAfter is {options.RetryAfter}, but must be more than zero.";

        HashSet<string> paths = [];
        foreach (string folder in options.Folders)
        {
            if (string.IsNullOrWhiteSpace(folder)) yield return "Folders contains an empty name: remove it.";
            else if (!Directory.Exists(folder)) yield return $"Folders: there is no folder '{folder}'.";
            else if (!paths.Add(GetFullPath(folder))) yield return $"Folders contains '{folder}' twice.";
            else if (GetFullPath(folder) == GetFullPath(options.IndexPath))
                yield return $"Folders: '{folder}' is the index folder. Put the index in another folder.";
        }
    }

    private IEnumerable<string> CheckEncoder(SearchEngineOptions options)
    {
        bool isCustom = KnowledgeBaseFactory.HasCustom<IEmbeddingGenerator<string, Embedding<float>>>(provider, registration);
        string folder = options.ModelFolder ?? new KnowledgeBaseOptions().ModelFolder;
        if (isCustom && options.ModelFolder is not null) yield return "ModelFolder and UseEncoder both choose an encoder: use one of them.";
        else if (!isCustom && !Path.Exists(folder)) yield return DescribeMissingModel(nameof(options.ModelFolder), folder);
    }

    private IEnumerable<string> CheckReranker(SearchEngineOptions options)
    {
        bool isCustom = KnowledgeBaseFactory.HasCustom<IReranker>(provider, registration);
        string folder = options.RerankerFolder ?? new KnowledgeBaseOptions().RerankerFolder;
        if (isCustom && options.RerankerFolder is not null)
            yield return "RerankerFolder and UseReranker both choose a re-ranker: use one of them.";
        else if (!isCustom && !Path.Exists(folder)) yield return DescribeMissingModel(nameof(options.RerankerFolder), folder);
    }

    private IEnumerable<string> CheckAnswers(SearchEngineOptions options)
    {
        bool isCustom = KnowledgeBaseFactory.HasCustom<IChatClient>(provider, registration);
        if (!options.Answers)
        {
            if (options.GeneratorPath is not null)
                yield return "Answers is false, but GeneratorPath names a model that writes answers: remove one of them.";
            else if (isCustom)
                yield return "Answers is false, but UseChatClient supplies a model that writes answers: remove one of them.";
            yield break;
        }

        KnowledgeBaseOptions defaults = new();
        string encoderFolder = (defaults with
        {
            AnswerEncoderFolder = options.AnswerEncoderFolder,
            ModelFolder = options.ModelFolder ?? defaults.ModelFolder,
        }).GetAnswerEncoderFolder();
        if (!Path.Exists(encoderFolder))
        {
            yield return $"Answers: the encoder {AnswerabilityClassifier.Default.Encoder}, which decides whether the documents answer a "
                + $"question, is missing in '{encoderFolder}'. Put it there, set AnswerEncoderFolder, or set Answers to false.";
        }
        string generatorPath = options.GeneratorPath ?? defaults.GeneratorPath;
        if (isCustom && options.GeneratorPath is not null)
            yield return "GeneratorPath and UseChatClient both choose a model that writes answers: use one of them.";
        else if (!isCustom && !Path.Exists(generatorPath))
        {
            yield return DescribeMissingModel(nameof(options.GeneratorPath), generatorPath)
                + " If no questions are to be answered, set Answers to false.";
        }
    }

    private static IEnumerable<string> CheckLimits(SearchEngineOptions options)
    {
        if (options.MaxFileSize is <= 0 or > FileSizes.MaxFileSize)
            yield return $"MaxFileSize is {options.MaxFileSize}, but must be from 1 to {FileSizes.MaxFileSize} bytes.";
        if (options.ReadingLimit is { } limit && limit <= TimeSpan.Zero)
            yield return $"ReadingLimit is {limit}, but must be more than zero.";
        if (options.Encoder.Threads < 1) yield return $"Encoder.Threads is {options.Encoder.Threads}, but must be at least 1.";
        if (options.Reranker.Threads < 1) yield return $"Reranker.Threads is {options.Reranker.Threads}, but must be at least 1.";
        if (options.Generator.Threads < 1) yield return $"Generator.Threads is {options.Generator.Threads}, but must be at least 1.";
    }

    /// <summary>Describes the call that added an engine, which is where its options are set.</summary>
    private static string DescribeCall(EngineRegistration engine) =>
        engine.Key is { } key ? $"AddKeyedSearchEngine(\"{key}\")" : "AddSearchEngine";

    private static string DescribeMissingModel(string option, string path) => $"{option}: there is no model at '{path}'. {ModelsAdvice}";

    private static string GetFullPath(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
