namespace SearchEngine.Runtime.Tokenizers.PostProcessors;

/// <summary>What is done to tokens after the model.</summary>
/// <param name="Template">The special tokens to add.</param>
/// <param name="Trimmer">Excludes white space from the spans; null to keep it.</param>
internal sealed record PostProcessor(Template Template, OffsetTrimmer? Trimmer = null);
