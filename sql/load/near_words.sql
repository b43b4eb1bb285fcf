-- grain: one text: its words, or its letters and digits alone; and whether two texts differ by slips of the pen only
-- Words go without punctuation and invisible signs. A slip leaves the numbers as they are and the number of words (or all
-- letters, where only spaces moved), and changes at most three words by at most two letters: DuckDB counts bytes, an Urdu
-- letter has two. More than half of a word is another word: a negation or a tense is no slip.
create or replace temp macro words_of(prose) as
    list_filter(regexp_split_to_array(lower(prose), '[^\pL\pN\pM]+'), lambda word: word <> '');

create or replace temp macro letters_of(prose) as regexp_replace(lower(prose), '[^\pL\pN]+', '', 'g');

create or replace temp macro near_words(one, other) as
    letters_of(one) = letters_of(other)
    or (
        regexp_extract_all(one, '\pN+') = regexp_extract_all(other, '\pN+')
        and len(words_of(one)) = len(words_of(other))
        and len(list_filter(list_zip(words_of(one), words_of(other)), lambda pair: pair[1] <> pair[2])) <= 3
        and len(list_filter(
            list_zip(words_of(one), words_of(other)),
            lambda pair: levenshtein(pair[1], pair[2])
            > least(4, greatest(strlen(pair[1]), strlen(pair[2])) // 2)
        )) = 0
    );
