namespace SearchEngine.Runtime.Tokenizers.PostProcessors;

/// <summary>Reads the templates of post-processors.</summary>
internal static class TemplateReader
{
    public static Template Read(TokenizerComponent component) =>
        new(ReadParts(component, "single", texts: 1), ReadParts(component, "pair", texts: 2));

    public static Template ReadBert(TokenizerComponent component)
    {
        int[] cls = ReadTokenId(component, "cls"), sep = ReadTokenId(component, "sep");
        TemplatePart[] single = [TemplatePart.Special(cls, 0), TemplatePart.First(0), TemplatePart.Special(sep, 0)];
        return new Template(single, [.. single, TemplatePart.Second(1), TemplatePart.Special(sep, 1)]);
    }

    /// <summary>RoBERTa (Liu et al. 2019) puts two separators between the texts of a pair and uses one segment.</summary>
    public static Template ReadRoberta(TokenizerComponent component)
    {
        int[] cls = ReadTokenId(component, "cls"), sep = ReadTokenId(component, "sep");
        TemplatePart[] single = [TemplatePart.Special(cls, 0), TemplatePart.First(0), TemplatePart.Special(sep, 0)];
        return new Template(single, [.. single, TemplatePart.Special(sep, 0), TemplatePart.Second(0), TemplatePart.Special(sep, 0)]);
    }

    private static int[] ReadTokenId(TokenizerComponent component, string field) => component.GetItems(field) is [_, var id]
        ? [id.AsInt()]
        : throw component.CreateError($"has a {field} that is not an array of a token and its id");

    private static TemplatePart[] ReadParts(TokenizerComponent component, string field, int texts)
    {
        TemplatePart[] parts = [.. component.GetItems(field).Select(item => ReadPart(item, component.GetChild("special_tokens")))];
        for (int text = 0; text < 2; text++)
        {
            int count = parts.Count(part => part.SpecialIds is null && part.Text == text);
            if (count != (text < texts ? 1 : 0)) throw component.CreateError($"has sequence {"AB"[text]} {count} times in {field}");
        }
        return parts;
    }

    private static TemplatePart ReadPart(TokenizerComponent item, TokenizerComponent specialTokens)
    {
        TokenizerComponent sequence = item.GetChild("Sequence");
        if (!sequence.IsNull)
        {
            int typeId = sequence.GetInt("type_id");
            return sequence.GetString("id") switch
            {
                "A" => TemplatePart.First(typeId),
                "B" => TemplatePart.Second(typeId),
                string other => throw sequence.CreateError($"has the id '{other}', but must be A or B"),
            };
        }

        TokenizerComponent special = item.GetChild("SpecialToken");
        if (special.IsNull) throw item.CreateError("must be a Sequence or a SpecialToken");
        string name = special.GetString("id");
        if (specialTokens.IsNull || !specialTokens.HasField(name))
            throw special.CreateError($"has the id '{name}', which is not in special_tokens");
        int[] ids = [.. specialTokens.GetChild(name).GetItems("ids").Select(id => id.AsInt())];
        return TemplatePart.Special(ids, special.GetInt("type_id"));
    }
}
