namespace SearchEngine.Runtime.Tokenizers.PostProcessors;

/// <summary>Reads "post_processor" of a tokenizer.json.</summary>
internal static class PostProcessorReader
{
    private static readonly PostProcessor None = new(Template.Plain);

    /// <summary>Reads the post-processor; <paramref name="isToken"/> tells whether an id exists.</summary>
    public static PostProcessor Read(TokenizerComponent component, Predicate<int> isToken)
    {
        if (component.IsNull) return None;
        PostProcessor processor = ReadKind(component);
        foreach (TemplatePart part in (TemplatePart[])[.. processor.Template.Single, .. processor.Template.Pair])
        {
            foreach (int id in part.SpecialIds ?? [])
            {
                if (!isToken(id)) throw component.CreateError($"has the id {id}, which is not in the vocabulary");
            }
        }
        return processor;
    }

    private static PostProcessor ReadKind(TokenizerComponent component) => component.Type switch
    {
        "Sequence" => ReadSequence(component),
        "TemplateProcessing" => new(TemplateReader.Read(component)),
        "BertProcessing" => new(TemplateReader.ReadBert(component)),
        "RobertaProcessing" => new(TemplateReader.ReadRoberta(component), ReadTrimmer(component)),
        "ByteLevel" => new(Template.Plain, ReadTrimmer(component)),
        _ => throw component.CreateUnknownTypeError(
            "Sequence",
            "TemplateProcessing",
            "BertProcessing",
            "RobertaProcessing",
            "ByteLevel"),
    };

    private static OffsetTrimmer? ReadTrimmer(TokenizerComponent component) =>
        component.GetBoolOrNull("trim_offsets") ?? true ? new OffsetTrimmer(component.GetBoolOrNull("add_prefix_space") ?? true) : null;

    private static PostProcessor ReadSequence(TokenizerComponent component)
    {
        PostProcessor result = None;
        foreach (TokenizerComponent item in component.GetItems("processors"))
        {
            PostProcessor next = ReadKind(item);
            if (next.Template != Template.Plain)
            {
                if (result.Template != Template.Plain) throw item.CreateError("adds special tokens a second time");
                result = result with { Template = next.Template };
            }
            if (next.Trimmer is not null)
            {
                if (result.Trimmer is not null) throw item.CreateError("trims the offsets a second time");
                result = result with { Trimmer = next.Trimmer };
            }
        }
        return result;
    }
}
