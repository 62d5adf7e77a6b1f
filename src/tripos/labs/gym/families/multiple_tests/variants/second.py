def p_values(known, new):
    return stats.ttest_ind(new, known, axis=0, equal_var=False, alternative="greater").pvalue
