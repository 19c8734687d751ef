namespace SearchEngine.Runtime.Tokenizers.PostProcessors;

/// <summary>Reads the templates of post-processors.</summary>
internal static class TemplateReader
{
    public static Template Read(TokenizerComponent component) =>
        new(ReadParts(component, "single", texts: 1), ReadParts(component, "pair", texts: 2));

    public static Template ReadBert(TokenizerComponent component)
    {
        int[] cls = ReadToken(component, "cls"), sep = ReadToken(component, "sep");
        TemplatePart[] single = [TemplatePart.Special(cls, 0), TemplatePart.First(0), TemplatePart.Special(sep, 0)];
        return new Template(single, [.. single, TemplatePart.Second(1), TemplatePart.Special(sep, 1)]);
    }

    /// <summary>RoBERTa (Liu et al. 2019) has two separators between the texts of a pair, and one segment.</summary>
    public static Template ReadRoberta(TokenizerComponent component)
    {
        int[] cls = ReadToken(component, "cls"), sep = ReadToken(component, "sep");
        TemplatePart[] single = [TemplatePart.Special(cls, 0), TemplatePart.First(0), TemplatePart.Special(sep, 0)];
        return new Template(single, [.. single, TemplatePart.Special(sep, 0), TemplatePart.Second(0), TemplatePart.Special(sep, 0)]);
    }

    private static int[] ReadToken(TokenizerComponent component, string field) => component.Items(field) is [_, var id]
        ? [id.AsNumber()]
        : throw component.Error($"{field} is not an array of a token and its id");

    private static TemplatePart[] ReadParts(TokenizerComponent component, string field, int texts)
    {
        TemplatePart[] parts = [.. component.Items(field).Select(item => ReadPart(item, component.Child("special_tokens")))];
        for (int text = 0; text < 2; text++)
        {
            int count = parts.Count(part => part.SpecialIds is null && part.Text == text);
            if (count != (text < texts ? 1 : 0)) throw component.Error($"{field} has sequence {"AB"[text]} {count} times");
        }
        return parts;
    }

    private static TemplatePart ReadPart(TokenizerComponent item, TokenizerComponent specialTokens)
    {
        TokenizerComponent sequence = item.Child("Sequence");
        if (!sequence.IsNull)
        {
            int typeId = sequence.Number("type_id");
            return sequence.Text("id") switch
            {
                "A" => TemplatePart.First(typeId),
                "B" => TemplatePart.Second(typeId),
                string other => throw sequence.Error($"the sequence '{other}' is neither A nor B"),
            };
        }

        TokenizerComponent special = item.Child("SpecialToken");
        if (special.IsNull) throw item.Error("is neither a Sequence nor a SpecialToken");
        string name = special.Text("id");
        if (specialTokens.IsNull || !specialTokens.Has(name)) throw special.Error($"'{name}' is not among special_tokens");
        int[] ids = [.. specialTokens.Child(name).Items("ids").Select(id => id.AsNumber())];
        return TemplatePart.Special(ids, special.Number("type_id"));
    }
}
