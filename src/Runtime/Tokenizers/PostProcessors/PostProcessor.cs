namespace SearchEngine.Runtime.Tokenizers.PostProcessors;

/// <summary>What becomes of tokens after the model.</summary>
/// <param name="Template">How they are framed.</param>
/// <param name="Trimmer">What takes white space off their spans; null where it stays.</param>
internal sealed record PostProcessor(Template Template, OffsetTrimmer? Trimmer = null);
